package io.quarkiverse.strata.deployment;

import java.util.Set;
import java.util.function.BiConsumer;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Finds the classes that a class hands to Strata as records, where they stand in the call as constants. */
final class MapperUsageScanner {

    private static final String SQL = "io/quarkiverse/strata/sql/";
    private static final Set<String> OWNERS = Set.of("io/quarkiverse/strata/Queries", "io/quarkiverse/strata/Database",
            "io/quarkiverse/strata/Transaction");
    private static final Set<String> METHODS = Set.of("select", "insertInto", "update", "deleteFrom", "mergeInto", "from", "as",
            "find", "loader");

    private MapperUsageScanner() {
    }

    /** Calls {@code found} with the class's name and the method for every such constant. */
    static void scan(byte[] classFile, BiConsumer<String, String> found) {
        ClassReader reader = new ClassReader(classFile);
        if (!namesStrata(reader)) {
            return;
        }
        ClassNode node = new ClassNode();
        reader.accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        for (MethodNode method : node.methods) {
            if (calls(method)) {
                scan(node, method, found);
            }
        }
    }

    private static boolean namesStrata(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            // 7 is CONSTANT_Class
            if (offset > 0 && reader.readByte(offset - 1) == 7 && isOwner(reader.readUTF8(offset, buffer))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOwner(String owner) {
        return owner.startsWith(SQL) || OWNERS.contains(owner);
    }

    private static boolean calls(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (isCall(instruction)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCall(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call && isOwner(call.owner) && METHODS.contains(call.name)
                && call.desc.startsWith("(Ljava/lang/Class;");
    }

    private static void scan(ClassNode type, MethodNode method, BiConsumer<String, String> found) {
        Frame<SourceValue>[] frames;
        try {
            frames = new Analyzer<>(new SourceInterpreter()).analyze(type.name, method);
        } catch (AnalyzerException e) {
            throw new IllegalStateException("Can't read " + type.name + "." + method.name, e);
        }
        for (int i = 0; i < frames.length; i++) {
            if (frames[i] == null || !isCall(method.instructions.get(i))) {
                continue;
            }
            MethodInsnNode call = (MethodInsnNode) method.instructions.get(i);
            int first = frames[i].getStackSize() - Type.getArgumentTypes(call.desc).length;
            for (AbstractInsnNode source : frames[i].getStack(first).insns) {
                if (source.getOpcode() == Opcodes.LDC && ((LdcInsnNode) source).cst instanceof Type constant) {
                    found.accept(constant.getClassName().replace('/', '.'), call.name);
                }
            }
        }
    }
}
