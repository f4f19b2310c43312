package io.quarkiverse.strata.sql;

/** An SQL/JSON path: as a parameter, or as a literal where the grammar takes nothing else. */
final class JsonPath {

    private JsonPath() {
    }

    /** {@code $1::jsonpath}. */
    static Bound<?> value(String path, String call) {
        return Bound.typed(Misuse.given(path, call), new PgType("jsonpath"));
    }
}
