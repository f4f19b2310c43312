package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * The row as it was before a statement, or as it is behind it, in RETURNING: {@code oldRow().col("price")}. As an expression
 * it is the whole row, null where there is none: {@code oldRow().isNull()} in an upsert tells whether the row is new.
 * PostgreSQL 18.
 *
 * @param name {@code old} or {@code new}
 */
public record RowVersion(String name) implements Expression<Object> {

    static final String CLAUSE = "old and new in RETURNING";
    static final int VERSION = 18;

    /** Its column, {@code old.price}. */
    public Column<Object> col(String column) {
        return new NamedColumn(List.of(name, NamedColumns.bare("col", column)));
    }

    /** Its column by the accessor of a mapped record. */
    public <R, V> Column<V> col(Getter<R, V> getter) {
        TypedColumn<V> column = Getters.column(getter);
        return new TypedColumn<>(column.table(), column.column(), name);
    }

    /** All of its columns, {@code old.*}. */
    public All all() {
        return new All(List.of(name));
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
        ScopedWriter.of(writer).requires(CLAUSE, VERSION);
        writer.identifier(name);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
