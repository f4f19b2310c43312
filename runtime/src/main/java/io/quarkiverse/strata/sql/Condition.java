package io.quarkiverse.strata.sql;

import java.util.List;

/** Something that is true, false or null: what WHERE, ON, HAVING, FILTER and WHEN take. Immutable. */
public sealed interface Condition extends Testable, Selectable
        permits Comparison, Junction, Not, IsTest, Between, InList, InRows,
        Exists, Constant, OfExpression, Raw, IsJson, JsonExists, EscapedPattern, CurrentOf {

    /** {@code this AND other}. */
    default Condition and(Condition other) {
        return Junction.of("AND", List.of(this, Misuse.given(other, "and")));
    }

    /** {@code this OR other}, in parentheses where it becomes a part of an AND. */
    default Condition or(Condition other) {
        return Junction.of("OR", List.of(this, Misuse.given(other, "or")));
    }

    /** {@code NOT this}. */
    default Condition not() {
        return new Not(this);
    }

    /** {@code this AS label}, in a select list. */
    default Selectable as(String label) {
        return new Aliased<>(this, label, Boolean.class);
    }
}
