package io.quarkiverse.strata.sql;

/**
 * One {@code $n} of a statement: a value, or a name that {@code bind} fills later.
 *
 * @param name the name of an unfilled place, null when the value is there
 * @param value the value in Java's own type, before it is encoded for the driver; null is SQL's NULL. Where {@code type} is
 *        an array it is a {@code List} of such values (or, for an array component, the component's own array)
 * @param type its PostgreSQL type, null when the server infers it from the column that it is compared with or assigned to
 * @param cast whether the text says {@code $n::type}; for JSON {@code $n::text::jsonb}, for an array of JSON
 *        {@code $n::text[]::jsonb[]}: values of these types travel as JSON text
 * @param javaType the class that the value must have (the typed column's), null when any will do
 */
public record Parameter(String name, Object value, PgType type, boolean cast, Class<?> javaType) {

    /** The same place with a value. */
    public Parameter with(Object newValue) {
        return new Parameter(null, newValue, type, cast, javaType);
    }

    /** The same open place where the server can infer: without a cast. */
    Parameter infer() {
        return new Parameter(name, value, type, false, javaType);
    }

    /** Whether the place still waits for its value. */
    public boolean isOpen() {
        return name != null;
    }
}
