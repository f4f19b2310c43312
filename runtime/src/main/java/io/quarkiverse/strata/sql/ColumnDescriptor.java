package io.quarkiverse.strata.sql;

/**
 * One column of a mapped record.
 *
 * @param path the record component, {@code email}, or for nested records the way to it, {@code address.city}
 * @param name the column's name in the database
 * @param javaType the component's class (for {@code Optional<X>} X, for primitives their box)
 * @param type the PostgreSQL type that the mapping believes in; decides casts, never checked against the catalog here
 * @param id part of the primary key
 * @param generated made by the database: left out of inserts and updates, read back after them
 * @param nullable whether null may be written: false for primitives
 * @param role what statements that write records do with it by themselves
 */
public record ColumnDescriptor(String path, String name, Class<?> javaType, PgType type, boolean id, boolean generated,
        boolean nullable, Role role) {

    /** What statements that write records do with a column. */
    public enum Role {
        /** Write the record's value. */
        VALUE,
        /** Compare it with the record's value, and count it up. */
        VERSION,
        /** Set it to {@code now()} when the row is inserted, and never again. */
        CREATED_AT,
        /** Set it to {@code now()} when the row is inserted and whenever it is updated. */
        UPDATED_AT,
        /** Set it to {@code now()} instead of deleting the row. */
        DELETED_AT;

        /** Whether an insert takes the server's clock and not the record's value. */
        boolean isClock() {
            return this == CREATED_AT || this == UPDATED_AT;
        }
    }

    /** A column that holds the record's value. */
    public ColumnDescriptor(String path, String name, Class<?> javaType, PgType type, boolean id, boolean generated,
            boolean nullable) {
        this(path, name, javaType, type, id, generated, nullable, Role.VALUE);
    }
}
