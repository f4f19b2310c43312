package io.quarkiverse.strata.sql;

/**
 * RETURNING with the names of the old and the new row.
 *
 * @param oldName null for {@code old}
 * @param newName null for {@code new}
 */
record ReturningClause(String oldName, String newName, Selection selection) implements Node {

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(" RETURNING ");
        if (oldName != null || newName != null) {
            ScopedWriter.of(writer).requires("RETURNING WITH (OLD AS …, NEW AS …)", RowVersion.VERSION);
            writer.sql("WITH (");
            if (oldName != null) {
                writer.sql("OLD AS ").identifier(oldName).sql(newName == null ? "" : ", ");
            }
            if (newName != null) {
                writer.sql("NEW AS ").identifier(newName);
            }
            writer.sql(") ");
        }
        writer.node(selection);
    }
}
