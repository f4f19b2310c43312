package io.quarkiverse.strata.sql;

/** Pattern matching that every expression has, beside LIKE. Patterns are values; they travel as parameters. */
public sealed interface TextOperators permits Expression {

    /**
     * {@code LIKE pattern ESCAPE escape}: {@code escape} takes the meaning of {@code %} and {@code _} away, not the backslash.
     */
    default Condition like(String pattern, char escape) {
        return escaped("LIKE", pattern, escape, "like");
    }

    default Condition notLike(String pattern, char escape) {
        return escaped("NOT LIKE", pattern, escape, "notLike");
    }

    default Condition ilike(String pattern, char escape) {
        return escaped("ILIKE", pattern, escape, "ilike");
    }

    default Condition notIlike(String pattern, char escape) {
        return escaped("NOT ILIKE", pattern, escape, "notIlike");
    }

    /** {@code SIMILAR TO}: the whole text against SQL's own kind of regular expression, {@code %}, {@code _}, {@code |}. */
    default Condition similarTo(String pattern) {
        return compared("SIMILAR TO", pattern, "similarTo");
    }

    default Condition similarTo(String pattern, char escape) {
        return escaped("SIMILAR TO", pattern, escape, "similarTo");
    }

    default Condition notSimilarTo(String pattern) {
        return compared("NOT SIMILAR TO", pattern, "notSimilarTo");
    }

    /** {@code this ~ pattern}: whether a POSIX regular expression matches somewhere in the text. */
    default Condition matchesRegexp(String pattern) {
        return compared("~", pattern, "matchesRegexp");
    }

    /** {@code this ~* pattern}: as {@link #matchesRegexp} without regard to case. */
    default Condition matchesRegexpIgnoringCase(String pattern) {
        return compared("~*", pattern, "matchesRegexpIgnoringCase");
    }

    /** {@code this !~ pattern}. */
    default Condition notMatchesRegexp(String pattern) {
        return compared("!~", pattern, "notMatchesRegexp");
    }

    /** {@code this !~* pattern}. */
    default Condition notMatchesRegexpIgnoringCase(String pattern) {
        return compared("!~*", pattern, "notMatchesRegexpIgnoringCase");
    }

    private Condition compared(String operator, String pattern, String call) {
        return Comparison.of((Expression<?>) this, operator, pattern == null ? null : Bound.value(pattern), call);
    }

    private Condition escaped(String operator, String pattern, char escape, String call) {
        if (pattern == null) {
            throw Misuse.nullCompared(call, "a pattern");
        }
        return new EscapedPattern((Expression<?>) this, operator, Bound.value(pattern),
                Bound.value(String.valueOf(escape)));
    }
}
