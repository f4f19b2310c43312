package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * SQL/JSON's own constructors, {@code JSON_OBJECT}, {@code JSON_ARRAY}, {@code JSON_OBJECTAGG} and {@code JSON_ARRAYAGG}:
 * {@code jsonArrayAgg(col("name")).orderBy(col("name")).returning("jsonb")}. They give {@code json} unless told otherwise.
 * PostgreSQL 16.
 *
 * @param function its name
 * @param entries what it is made of
 * @param nulls what becomes of nulls, empty for the default: objects keep them, arrays leave them out
 * @param uniqueKeys whether a key that comes twice is an error
 * @param returning the type, null for {@code json}
 * @param order in which order an aggregate takes its values
 * @param filter which rows an aggregate takes, null for all
 * @param window the window, null when there is none
 */
public record JsonConstructor(String function, List<Entry> entries, String nulls, boolean uniqueKeys, PgType returning,
        List<Ordering> order, Condition filter, Window window) implements Expression<Object> {

    /**
     * A value with its key.
     *
     * @param key null in an array
     * @param value the value
     */
    public record Entry(Operand key, Operand value) implements Node {

        @Override
        public void writeTo(SqlWriter writer) {
            if (key != null) {
                Precedence.OR.write(writer, key);
                writer.sql(" : ");
            }
            Precedence.OR.write(writer, value);
        }
    }

    static JsonConstructor of(String function, List<Entry> entries) {
        return new JsonConstructor(function, entries, "", false, null, List.of(), null, null);
    }

    /** {@code ABSENT ON NULL}: leaves out what is null. */
    public JsonConstructor absentOnNull() {
        return new JsonConstructor(function, entries, " ABSENT ON NULL", uniqueKeys, returning, order, filter, window);
    }

    /** {@code NULL ON NULL}: keeps what is null as JSON's null. */
    public JsonConstructor nullOnNull() {
        return new JsonConstructor(function, entries, " NULL ON NULL", uniqueKeys, returning, order, filter, window);
    }

    /** {@code WITH UNIQUE KEYS}: fails on the server when a key comes twice. */
    public JsonConstructor withUniqueKeys() {
        return new JsonConstructor(function, entries, nulls, true, returning, order, filter, window);
    }

    /** {@code RETURNING type}: {@code "jsonb"}, {@code "text"}. */
    public JsonConstructor returning(String type) {
        return new JsonConstructor(function, entries, nulls, uniqueKeys, new PgType(type), order, filter, window);
    }

    /** The order in which {@code JSON_ARRAYAGG} takes its values. */
    public JsonConstructor orderBy(Ordering first, Ordering... more) {
        return new JsonConstructor(function, entries, nulls, uniqueKeys, returning, Lists.of("orderBy", first, more), filter,
                window);
    }

    /** {@code FILTER (WHERE …)}, of an aggregate. */
    public JsonConstructor filter(Condition condition) {
        return new JsonConstructor(function, entries, nulls, uniqueKeys, returning, order,
                Misuse.given(condition, "filter"), window);
    }

    /** {@code OVER (…)}, of an aggregate. */
    public JsonConstructor over(Window over) {
        return new JsonConstructor(function, entries, nulls, uniqueKeys, returning, order, filter,
                Misuse.given(over, "over"));
    }

    @Override
    public Class<Object> javaType() {
        return Object.class;
    }

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).requires(function, 16);
        writer.sql(function).sql("(");
        Lists.commas(writer, entries);
        if (!order.isEmpty()) {
            writer.sql(" ORDER BY ");
            Lists.commas(writer, order);
        }
        if (!entries.isEmpty()) { // else the grammar has neither
            writer.sql(nulls).sql(uniqueKeys ? " WITH UNIQUE KEYS" : "");
        }
        if (returning != null) {
            writer.sql(entries.isEmpty() ? "RETURNING " : " RETURNING ").sql(returning.name());
        }
        writer.sql(")");
        if (filter != null) {
            writer.sql(" FILTER (WHERE ").node(filter).sql(")");
        }
        if (window != null) {
            writer.sql(" OVER ");
            window.writeOver(writer);
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
