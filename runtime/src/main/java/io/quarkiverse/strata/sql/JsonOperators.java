package io.quarkiverse.strata.sql;

import java.util.List;

/** The operators of {@code jsonb} that every expression has. Keys and paths are values; they travel as parameters. */
public sealed interface JsonOperators permits Expression {

    /** {@code this #> path}: what is at the path, {@code jsonAtPath("tags", "0")}; null when there is nothing. */
    default Expression<Object> jsonAtPath(String first, String... more) {
        return new Binary<>((Expression<?>) this, "#>", keys("jsonAtPath", first, more), Precedence.OPERATOR, Object.class);
    }

    /** {@code this #>> path}: as {@link #jsonAtPath}, as text. */
    default Expression<String> jsonTextAtPath(String first, String... more) {
        return new Binary<>((Expression<?>) this, "#>>", keys("jsonTextAtPath", first, more), Precedence.OPERATOR,
                String.class);
    }

    /** {@code this ? key}: whether the object has the key, or the array the string. */
    default Condition hasKey(String key) {
        return Comparison.of((Expression<?>) this, "?", Bound.value(Misuse.given(key, "hasKey")), "hasKey");
    }

    /** {@code this ?| keys}: whether it has one of them. */
    default Condition hasAnyKey(String first, String... more) {
        return Comparison.of((Expression<?>) this, "?|", keys("hasAnyKey", first, more), "hasAnyKey");
    }

    /** {@code this ?& keys}: whether it has all of them. */
    default Condition hasAllKeys(String first, String... more) {
        return Comparison.of((Expression<?>) this, "?&", keys("hasAllKeys", first, more), "hasAllKeys");
    }

    /** {@code this @? path}: whether an SQL/JSON path finds something, {@code jsonPathExists("$.tags[*] ? (@ == \"new\")")}. */
    default Condition jsonPathExists(String path) {
        return Comparison.of((Expression<?>) this, "@?", JsonPath.value(path, "jsonPathExists"), "jsonPathExists");
    }

    /** {@code this @@ path}: what a path that is a condition gives, {@code jsonPathMatches("$.price > 10")}. */
    default Condition jsonPathMatches(String path) {
        return Comparison.of((Expression<?>) this, "@@", JsonPath.value(path, "jsonPathMatches"), "jsonPathMatches");
    }

    /** {@code this IS JSON}: whether a text is JSON. PostgreSQL 16. */
    @RequiresServer(clause = "IS JSON", version = 16)
    default IsJson isJson() {
        return new IsJson((Expression<?>) this, false, "", false);
    }

    /** {@code this IS NOT JSON}. PostgreSQL 16. */
    @RequiresServer(clause = "IS JSON", version = 16)
    default IsJson isNotJson() {
        return new IsJson((Expression<?>) this, true, "", false);
    }

    private static Bound<?> keys(String call, String first, String... more) {
        return Bound.value((Object) List.copyOf(Lists.of(call, first, more)));
    }
}
