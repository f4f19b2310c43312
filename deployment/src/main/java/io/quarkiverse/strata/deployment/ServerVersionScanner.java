package io.quarkiverse.strata.deployment;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import io.quarkiverse.strata.ExplainOptions;
import io.quarkiverse.strata.sql.Delete;
import io.quarkiverse.strata.sql.Expression;
import io.quarkiverse.strata.sql.Insert;
import io.quarkiverse.strata.sql.Merge;
import io.quarkiverse.strata.sql.RequiresServer;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Sql;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.sql.Update;
import io.quarkiverse.strata.sql.With;

/** Finds calls of the query builder that write what only newer servers understand. */
final class ServerVersionScanner {

    private static final String SQL = "io/quarkiverse/strata/sql/";
    private static final String EXPLAIN = Type.getInternalName(ExplainOptions.class);
    private static final List<Class<?>> ANNOTATED = List.of(Sql.class, With.class, Select.class, Insert.class, Update.class,
            Delete.class, Merge.class, Expression.class, ExplainOptions.class);

    /** By name and descriptor; the owner in a class file is whatever type the call's receiver has, and decides for some. */
    private final Map<String, RequiresServer> methods = new HashMap<>();
    private final int target;

    /** Hears of a call. */
    interface Found {

        void call(String caller, String method, RequiresServer needed);
    }

    /** @param target the oldest server's major version */
    ServerVersionScanner(int target) {
        this.target = target;
        for (Class<?> type : ANNOTATED) {
            for (Method method : type.getMethods()) {
                RequiresServer needed = method.getAnnotation(RequiresServer.class);
                if (needed != null && needed.version() > target) {
                    methods.put(method.getName() + Type.getMethodDescriptor(method), needed);
                }
            }
        }
    }

    int target() {
        return target;
    }

    void scan(byte[] classFile, Found found) {
        new ClassReader(classFile).accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String caller, String desc, String signature, String[] exceptions) {
                return new Calls(caller, found);
            }
        }, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    private final class Calls extends MethodVisitor {

        private final String caller;
        private final Found found;

        Calls(String caller, Found found) {
            super(Opcodes.ASM9);
            this.caller = caller;
            this.found = found;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean isInterface) {
            check(owner, name, desc);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String desc, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    check(handle.getOwner(), handle.getName(), handle.getDesc());
                }
            }
        }

        private void check(String owner, String name, String desc) {
            RequiresServer needed = owner.startsWith(SQL) || owner.equals(EXPLAIN) ? methods.get(name + desc) : null;
            if (needed != null && (needed.of() == Statement.class || Type.getInternalName(needed.of()).equals(owner))) {
                found.call(caller, name, needed);
            }
        }
    }
}
