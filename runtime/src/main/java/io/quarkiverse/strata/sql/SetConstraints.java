package io.quarkiverse.strata.sql;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SET CONSTRAINTS: when the deferrable constraints of the transaction under way are checked.
 *
 * @param rendered the text, without parameters
 */
public record SetConstraints(Rendered rendered) implements Statement {

    /** At COMMIT. @param names of constraints, none for all */
    public static SetConstraints deferred(String... names) {
        return of("DEFERRED", names);
    }

    /** Now, and after each statement. @param names of constraints, none for all */
    public static SetConstraints immediate(String... names) {
        return of("IMMEDIATE", names);
    }

    private static SetConstraints of(String when, String... names) {
        String which = names.length == 0 ? "ALL"
                : Arrays.stream(names).map(SetConstraints::quoted).collect(Collectors.joining(", "));
        return new SetConstraints(new Rendered("SET CONSTRAINTS " + which + " " + when, List.of()));
    }

    private static String quoted(String name) {
        return Identifiers.constraint(name).stream().map(Identifiers::quoted).collect(Collectors.joining("."));
    }

    /** What a constraint's trigger writes, it would write at COMMIT too. */
    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public String toString() {
        return rendered.text();
    }
}
