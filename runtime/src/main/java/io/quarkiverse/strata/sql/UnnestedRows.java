package io.quarkiverse.strata.sql;

import java.util.List;

/** Records in FROM, one array for each column. */
record UnnestedRows(List<UnnestedColumn> columns) implements FromItem {

    @Override
    public String name() {
        return UnnestedColumn.ROWS;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql("unnest(");
        Lists.commas(writer, columns, column -> ScopedWriter.of(writer).place(column.array()));
        writer.sql(") WITH ORDINALITY AS ").sql(UnnestedColumn.ROWS).sql(" (");
        Lists.commas(writer, columns, column -> writer.identifier(column.name()));
        writer.sql(", ").sql(UnnestedColumn.ROW_NUMBER).sql(")");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
