package io.quarkiverse.strata.sql;

/** What FROM, USING and joins take: a table, a sub-query, a function's rows, a list of values. Immutable. */
public sealed interface FromItem extends Node permits Table, Derived, FunctionTable, RowsFrom, JsonTable, XmlTable,
        UnnestedRows {

    /** Its alias, else the table's name: what qualifies its columns. Null where it has neither. */
    String name();

    /** Its column, {@code f.title}. */
    default Column<Object> col(String column) {
        return col(new Identifier(NamedColumns.bare("col", column)));
    }

    /** Its column whose name has dots of its own, {@code f."x.y"}. */
    default Column<Object> col(Identifier column) {
        if (name() == null) {
            throw Misuse.of(1111, "the FROM item has no name that could qualify " + column.name()
                    + ". Give it one by as(…).");
        }
        return new NamedColumn(java.util.List.of(name(), column.name()));
    }

    /** Its column by the accessor of a mapped record, {@code f.title}. */
    default <R, V> Column<V> col(Getter<R, V> getter) {
        TypedColumn<V> column = Getters.column(getter);
        return new TypedColumn<>(column.table(), column.column(), name());
    }
}
