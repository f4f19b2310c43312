package io.quarkiverse.strata.sql;

import java.util.List;

/** Calls of the functions of full text search. */
final class FullText {

    private FullText() {
    }

    /** The name of a configuration: {@code $1::text::regconfig}. */
    static Operand configuration(String name) {
        return new Cast<>(Bound.value(Misuse.given(name, "the text search configuration")), new PgType("regconfig"),
                Object.class);
    }

    static FunctionCall<Object> query(String function, Object query) {
        return FunctionCall.of(function, Object.class, List.of(Bound.argument(query)));
    }

    static FunctionCall<Object> query(String function, String configuration, Object query) {
        return FunctionCall.of(function, Object.class, List.of(configuration(configuration), Bound.argument(query)));
    }
}
