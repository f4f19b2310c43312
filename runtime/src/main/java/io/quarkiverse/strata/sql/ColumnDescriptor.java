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
 */
public record ColumnDescriptor(String path, String name, Class<?> javaType, PgType type, boolean id, boolean generated,
        boolean nullable) {
}
