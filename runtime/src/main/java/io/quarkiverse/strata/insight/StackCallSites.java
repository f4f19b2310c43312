package io.quarkiverse.strata.insight;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkiverse.strata.execution.CallSites;
import io.quarkiverse.strata.sql.Statement;

/** Looks at the stack for the first frame that is the application's; where a pool's thread goes on there is none. */
final class StackCallSites implements CallSites {

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final List<String> FOREIGN = List.of("io.quarkiverse.strata.execution.",
            "io.quarkiverse.strata.transaction.",
            "io.quarkiverse.strata.Queries", "io.quarkiverse.strata.insight.StackCallSites", "io.smallrye.", "io.vertx.",
            "io.netty.", "io.quarkus.", "org.jboss.", "java.", "jdk.", "sun.");
    private static final List<String> GENERATED = List.of("_ClientProxy", "_Subclass", "_Bean", "$$Lambda");

    private static final int MOST_KNOWN = 10_000;

    /** A place in compiled code. */
    private record Place(String type, String method, int index) {
    }

    private final Predicate<Supplier<? extends Statement>> worth;
    private final Map<String, Boolean> applications = new ConcurrentHashMap<>();
    private final Map<Place, String> places = new ConcurrentHashMap<>();

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
        return worth.test(statement) ? WALKER.walk(this::find) : null;
    }

    private String find(Stream<StackWalker.StackFrame> frames) {
        for (Iterator<StackWalker.StackFrame> each = frames.iterator(); each.hasNext();) {
            StackWalker.StackFrame frame = each.next();
            if (isApplication(frame.getClassName())) {
                return describe(frame);
            }
        }
        return null;
    }

    private boolean isApplication(String type) {
        Boolean known = applications.get(type);
        if (known == null) {
            known = FOREIGN.stream().noneMatch(type::startsWith) && GENERATED.stream().noneMatch(type::contains);
            if (applications.size() < MOST_KNOWN) {
                applications.put(type, known);
            }
        }
        return known;
    }

    /** Asking for the line number costs several times what the rest does. */
    private String describe(StackWalker.StackFrame frame) {
        Place place = new Place(frame.getClassName(), frame.getMethodName(), frame.getByteCodeIndex());
        String known = places.get(place);
        if (known == null) {
            known = text(frame);
            if (places.size() < MOST_KNOWN) {
                places.put(place, known);
            }
        }
        return known;
    }

    /** A lambda's body is told as the method in which it stands. */
    private static String text(StackWalker.StackFrame frame) {
        String method = frame.getMethodName();
        if (method.startsWith("lambda$")) {
            method = method.substring("lambda$".length(), method.lastIndexOf('$'));
        }
        return frame.getClassName() + "." + method + ":" + frame.getLineNumber();
    }
}
