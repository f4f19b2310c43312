package io.quarkiverse.strata.sql;

import java.util.List;
import java.util.stream.Collectors;

/** Calls of the functions of full text search. */
final class FullText {

    private FullText() {
    }

    /** The name of a configuration, a literal: behind a parameter the planner wouldn't find the index on the expression. */
    static Operand configuration(String name) {
        List<String> path = Identifiers.configuration(name);
        return new Cast<>(new Keyword<>(Literals.quoted(path.stream().map(Identifiers::quoted)
                .collect(Collectors.joining("."))), String.class), new PgType("regconfig"), Object.class);
    }

    static FunctionCall<Object> query(String function, Object query) {
        return FunctionCall.of(function, Object.class, List.of(Bound.argument(query)));
    }

    static FunctionCall<Object> query(String function, String configuration, Object query) {
        return FunctionCall.of(function, Object.class, List.of(configuration(configuration), Bound.argument(query)));
    }
}
