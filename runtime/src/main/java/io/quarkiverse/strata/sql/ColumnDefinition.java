package io.quarkiverse.strata.sql;

/**
 * Name and type of a column that a function's record has.
 *
 * @param name the column's name
 * @param type its type
 */
public record ColumnDefinition(String name, PgType type) implements Node {

    @Override
    public void writeTo(SqlWriter writer) {
        writer.identifier(name).sql(" ").sql(type.name());
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
