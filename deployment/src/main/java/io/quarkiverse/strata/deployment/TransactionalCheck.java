package io.quarkiverse.strata.deployment;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkus.runtime.configuration.DurationConverter;

/** Looks for what an {@code @Transactional} says and would not do. */
final class TransactionalCheck {

    private static final DotName UNI = DotName.createSimple("io.smallrye.mutiny.Uni");
    private static final DotName MULTI = DotName.createSimple("io.smallrye.mutiny.Multi");
    private static final Set<DotName> ASYNCHRONOUS = Set.of(MULTI, DotName.createSimple("java.util.concurrent.Flow$Publisher"),
            DotName.createSimple("java.util.concurrent.CompletionStage"),
            DotName.createSimple("java.util.concurrent.CompletableFuture"));

    private TransactionalCheck() {
    }

    static void check(AnnotationInstance annotation, Set<String> dataSources, List<String> problems) {
        if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
            checkMethod(annotation.target().asMethod(), problems);
        } else {
            for (MethodInfo method : annotation.target().asClass().methods()) {
                if (ASYNCHRONOUS.contains(method.returnType().name()) && !method.isSynthetic()
                        && !Modifier.isPrivate(method.flags()) && !Modifier.isStatic(method.flags())
                        && !method.hasDeclaredAnnotation(TransactionalProcessor.TRANSACTIONAL)) {
                    problems.add(asynchronous(method, "@Transactional of its class doesn't reach " + describe(method)));
                }
            }
        }
        checkValues(annotation, dataSources, problems);
    }

    private static void checkMethod(MethodInfo method, List<String> problems) {
        int flags = method.flags();
        String cannot = Modifier.isPrivate(flags) ? "private"
                : Modifier.isStatic(flags) ? "static"
                        : Modifier.isFinal(flags) ? "final" : null;
        if (ASYNCHRONOUS.contains(method.returnType().name())) {
            problems.add(asynchronous(method, "@Transactional has no place on " + describe(method)));
        } else if (!returnsUni(method)) {
            problems.add("STRATA-4142: @Transactional has no place on " + describe(method) + ", which returns "
                    + method.returnType() + ": its transaction ends with the Uni that the method returns. Return a Uni.");
        } else if (cannot != null) {
            problems.add("STRATA-4143: @Transactional has no effect on " + describe(method) + ", which is " + cannot
                    + ": no interceptor stands before such a method. Take " + cannot
                    + " away, or use db.transaction(tx -> …) in it.");
        }
    }

    private static String asynchronous(MethodInfo method, String what) {
        String cure = method.returnType().name().equals(MULTI)
                ? "Collect the rows into a Uni in the method, or stream them without it: db.stream(…) has a read-only transaction "
                        + "of its own."
                : "Return a Uni: Uni.createFrom().completionStage(…) makes one.";
        return "STRATA-4141: " + what + ", which returns " + method.returnType().name().withoutPackagePrefix()
                + ": nothing says when its transaction could end. " + cure;
    }

    private static void checkValues(AnnotationInstance annotation, Set<String> dataSources, List<String> problems) {
        AnnotationValue dataSource = annotation.value("dataSource");
        String wanted = dataSource == null ? "<default>" : dataSource.asString();
        if (!dataSources.contains(wanted)) {
            problems.add("STRATA-4147: @Transactional on " + describe(annotation) + " is for the datasource " + wanted
                    + ", which isn't a reactive PostgreSQL datasource of this application. Known are: "
                    + String.join(", ", dataSources) + ".");
        }
        try {
            TransactionOptions options = TransactionOptions.defaults().withTimeout(duration(annotation, "timeout"))
                    .withStatementTimeout(duration(annotation, "statementTimeout"))
                    .withLockTimeout(duration(annotation, "lockTimeout"));
            AnnotationValue isolation = annotation.value("isolation");
            options.withIsolation(isolation == null ? IsolationLevel.DEFAULT : IsolationLevel.valueOf(isolation.asEnum()))
                    .withReadOnly(isTrue(annotation, "readOnly")).withDeferrable(isTrue(annotation, "deferrable"));
        } catch (IllegalArgumentException e) {
            problems.add("STRATA-4146: @Transactional on " + describe(annotation) + " can't be: " + e.getMessage());
        }
    }

    private static Duration duration(AnnotationInstance annotation, String name) {
        AnnotationValue value = annotation.value(name);
        if (value == null || value.asString().isBlank()) {
            return null;
        }
        try {
            return DurationConverter.parseDuration(value.asString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " = \"" + value.asString() + "\" is no duration. Write 5s, 500ms or PT5S.", e);
        }
    }

    private static boolean isTrue(AnnotationInstance annotation, String name) {
        return annotation.value(name) != null && annotation.value(name).asBoolean();
    }

    static boolean returnsUni(MethodInfo method) {
        return method.returnType().name().equals(UNI);
    }

    static ClassInfo owner(AnnotationInstance annotation) {
        return annotation.target().kind() == AnnotationTarget.Kind.METHOD ? annotation.target().asMethod().declaringClass()
                : annotation.target().asClass();
    }

    static String describe(AnnotationInstance annotation) {
        return annotation.target().kind() == AnnotationTarget.Kind.METHOD ? describe(annotation.target().asMethod())
                : annotation.target().asClass().name().toString();
    }

    static String describe(MethodInfo method) {
        return method.declaringClass().name() + "." + method.name() + "()";
    }
}
