package io.quarkiverse.strata.deployment;

import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.quarkus.gizmo2.ClassOutput;
import io.quarkus.gizmo2.Const;
import io.quarkus.gizmo2.Gizmo;
import io.quarkus.gizmo2.LocalVar;
import io.quarkus.gizmo2.ParamVar;
import io.quarkus.gizmo2.desc.ConstructorDesc;
import io.quarkus.gizmo2.desc.MethodDesc;

/**
 * Writes a class that makes a migration by its class's name with a plain {@code new}: no reflection, and none is loaded before
 * it runs.
 */
final class MigrationInstancesGenerator {

    static final String NAME = "io.quarkiverse.strata.generated.MigrationInstances";

    /** A method's code must stay below 64 KB. */
    private static final int PER_METHOD = 500;

    private MigrationInstancesGenerator() {
    }

    static void generate(ClassOutput output, List<String> classes) {
        Gizmo.create(output).withDebugInfo(false).withParameters(false).class_(NAME, type -> {
            type.implements_(Function.class);
            type.defaultConstructor();
            List<MethodDesc> parts = new ArrayList<>();
            for (int from = 0; from < classes.size(); from += PER_METHOD) {
                List<String> some = classes.subList(from, Math.min(from + PER_METHOD, classes.size()));
                parts.add(type.staticMethod("make" + parts.size(), method -> {
                    method.private_();
                    method.returning(Object.class);
                    ParamVar name = method.parameter("name", String.class);
                    method.body(code -> {
                        for (String migration : some) {
                            code.if_(code.objEquals(name, Const.of(migration)),
                                    found -> found.return_(found.new_(ConstructorDesc.of(ClassDesc.of(migration)))));
                        }
                        code.return_(Const.ofNull(Object.class));
                    });
                }));
            }
            type.method("apply", method -> {
                method.public_();
                method.returning(Object.class);
                ParamVar name = method.parameter("name", Object.class);
                method.body(code -> {
                    LocalVar text = code.localVar("text", code.cast(name, String.class));
                    for (MethodDesc part : parts) {
                        LocalVar made = code.localVar("made" + part.name(), code.invokeStatic(part, text));
                        code.ifNotNull(made, found -> found.return_(made));
                    }
                    code.return_(Const.ofNull(Object.class));
                });
            });
        });
    }
}
