package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * {@code JSON_TABLE}: JSON as rows in FROM. PostgreSQL 17.
 *
 * <pre>{@code
 * select(all()).from("orders").from(jsonTable(col("orders.body"), "$.lines[*]")
 *         .columns(forOrdinality("n"), jsonColumn("sku", "text"), jsonColumn("qty", "int").path("$.quantity"),
 *                 nestedPath("$.discounts[*]").columns(jsonColumn("code", "text")))
 *         .as("line"));
 * }</pre>
 *
 * <p>
 * PostgreSQL takes literals alone for its paths, so these stand in the text: let them be constants, and give what changes by
 * {@link #passing}.
 *
 * @param source what is looked at
 * @param columns its columns
 * @param strict whether a path that fails is an error; else there are no rows
 * @param alias null for none
 */
public record JsonTable(JsonSource source, List<JsonTableColumn> columns, boolean strict, String alias)
        implements
            FromItem {

    /** A column that counts the rows from 1. */
    public static JsonTableColumn forOrdinality(String name) {
        return new JsonTableColumn.Ordinality(NamedColumns.bare("forOrdinality", name));
    }

    /** A column of a type, from the field of its name unless {@code path(…)} says otherwise. */
    public static JsonTableColumn.Typed jsonColumn(String name, String type) {
        return new JsonTableColumn.Typed(NamedColumns.bare("jsonColumn", name), new PgType(type), false, null, "", null, null);
    }

    /** A boolean column that tells whether its path finds something. */
    public static JsonTableColumn.Typed existsColumn(String name) {
        return new JsonTableColumn.Typed(NamedColumns.bare("existsColumn", name), PgType.BOOL, true, null, "", null, null);
    }

    /** Columns of values inside of each row's; rows that have none keep one with nulls. */
    public static JsonTableColumn.Nested nestedPath(String path) {
        return new JsonTableColumn.Nested(Misuse.given(path, "nestedPath"), List.of());
    }

    /** The columns. */
    public JsonTable columns(JsonTableColumn first, JsonTableColumn... more) {
        return new JsonTable(source, Lists.of("columns", first, more), strict, alias);
    }

    /** A value for {@code $name} in the paths. */
    public JsonTable passing(String name, Object value) {
        return new JsonTable(source.passing(name, value), columns, strict, alias);
    }

    /** {@code ERROR ON ERROR}: fails when the path of the rows fails. */
    public JsonTable errorOnError() {
        return new JsonTable(source, columns, true, alias);
    }

    /** The same under a name. */
    public JsonTable as(String name) {
        return new JsonTable(source, columns, strict, Identifiers.check(name, "as"));
    }

    @Override
    public String name() {
        return alias == null ? "json_table" : alias;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).requires("JSON_TABLE", 17);
        writer.sql("JSON_TABLE(").node(source).sql(" COLUMNS (");
        Lists.commas(writer, columns);
        writer.sql(strict ? ") ERROR ON ERROR)" : "))");
        FunctionTable.writeAlias(writer, alias, List.of());
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
