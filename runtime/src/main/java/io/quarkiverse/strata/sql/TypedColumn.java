package io.quarkiverse.strata.sql;

/** A column of a mapped record; {@code qualifier} is null where the statement's FROM decides it. */
record TypedColumn<T>(TableDescriptor<?> table, ColumnDescriptor column, String qualifier) implements Column<T> {

    @Override
    public String name() {
        return column.name();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<T> javaType() {
        return (Class<T>) column.javaType();
    }

    /** As messages name it. */
    String described() {
        return "the column " + (table.table() == null ? table.type().getSimpleName() : table.table()) + "." + column.name();
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        String prefix = qualifier;
        if (prefix == null && scoped.scope() != null) {
            prefix = scoped.scope().qualifierOf(table.type(), table.type().getSimpleName() + "::" + column.path(),
                    scoped.lenient());
        }
        if (qualifier != null) {
            scoped.qualifiedBy(qualifier);
        }
        if (prefix != null) {
            writer.identifier(prefix).sql(".");
        }
        writer.identifier(column.name());
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
