package io.quarkiverse.strata.insight;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.quarkiverse.strata.execution.CallSites;
import io.quarkiverse.strata.sql.Statement;

/** Looks at the stack for the first frame that is the application's. */
final class StackCallSites implements CallSites {

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final List<String> FOREIGN = List.of("io.quarkiverse.strata.execution.",
            "io.quarkiverse.strata.transaction.",
            "io.quarkiverse.strata.Queries", "io.quarkiverse.strata.insight.StackCallSites", "io.smallrye.", "io.vertx.",
            "io.netty.", "io.quarkus.", "java.", "jdk.", "sun.");
    private static final List<String> GENERATED = List.of("_ClientProxy", "_Subclass", "_Bean", "$$Lambda");

    private final Predicate<Supplier<? extends Statement>> worth;

    private StackCallSites(Predicate<Supplier<? extends Statement>> worth) {
        this.worth = worth;
    }

    static CallSites of(CallSiteMode mode, SlowTexts slow) {
        return switch (mode) {
            case ALWAYS -> new StackCallSites(statement -> true);
            case SLOW -> new StackCallSites(slow::contain);
            case NEVER -> CallSites.NONE;
        };
    }

    @Override
    public String of(Supplier<? extends Statement> statement) {
        return worth.test(statement) ? WALKER.walk(frames -> frames.filter(StackCallSites::isApplication).findFirst()
                .map(StackCallSites::describe).orElse(null)) : null;
    }

    private static boolean isApplication(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        return FOREIGN.stream().noneMatch(type::startsWith) && GENERATED.stream().noneMatch(type::contains);
    }

    /** A lambda's body is told as the method in which it stands. */
    private static String describe(StackWalker.StackFrame frame) {
        String method = frame.getMethodName();
        if (method.startsWith("lambda$")) {
            method = method.substring("lambda$".length(), method.lastIndexOf('$'));
        }
        return frame.getClassName() + "." + method + ":" + frame.getLineNumber();
    }
}
