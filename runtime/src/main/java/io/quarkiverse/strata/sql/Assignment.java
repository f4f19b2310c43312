package io.quarkiverse.strata.sql;

/**
 * {@code column = value} in SET.
 *
 * @param column the column's bare name
 * @param value what it becomes
 */
public record Assignment(String column, Operand value) implements Node {

    /** A value meets the descriptor's column where the table is a mapped record's, and is untyped elsewhere. */
    static Assignment of(Class<?> rowType, String column, Object value) {
        String name = NamedColumns.bare("set", column);
        return new Assignment(name, Bound.assigned(target(rowType, name), value));
    }

    static Assignment of(Column<?> column, Object value) {
        return new Assignment(column.name(), Bound.assigned(column, value));
    }

    static Column<?> target(Class<?> rowType, String name) {
        if (rowType != null) {
            TableDescriptor<?> table = Descriptors.of(rowType);
            for (ColumnDescriptor column : table.columns()) {
                if (column.name().equals(name)) {
                    return new TypedColumn<>(table, column, null);
                }
            }
        }
        return new NamedColumn(java.util.List.of(name));
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.identifier(column).sql(" = ");
        Precedence.OR.write(writer, value);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
