package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * {@code XMLTABLE}: XML as rows in FROM,
 * {@code xmlTable("/rows/row", col("body")).columns(xmlColumn("id", "int").path("@id"))}.
 *
 * @param rows the XPath expression of the rows
 * @param document the document
 * @param columns its columns
 * @param alias null for none
 */
public record XmlTable(Operand rows, Operand document, List<Column> columns, String alias) implements FromItem {

    /**
     * A column.
     *
     * @param name its name
     * @param type its type, null for FOR ORDINALITY
     * @param path its XPath expression from the row, null for the element of its name
     * @param otherwise its value where nothing is found, null for NULL
     * @param notNull whether having no value is an error
     */
    public record Column(String name, PgType type, Operand path, Operand otherwise, boolean notNull) implements Node {

        /** {@code PATH xpath}, from the row. */
        public Column path(String xpath) {
            return new Column(name, type, Bound.value(Misuse.given(xpath, "path")), otherwise, notNull);
        }

        /** {@code DEFAULT value} where nothing is found. */
        public Column otherwise(Object value) {
            return new Column(name, type, path, Bound.argument(value), notNull);
        }

        /** Fails on the server where nothing is found. */
        public Column isNotNull() {
            return new Column(name, type, path, otherwise, true);
        }

        @Override
        public void writeTo(SqlWriter writer) {
            writer.identifier(name);
            if (type == null) {
                writer.sql(" FOR ORDINALITY");
                return;
            }
            writer.sql(" ").sql(type.name());
            if (path != null) {
                writer.sql(" PATH ").node(path);
            }
            if (otherwise != null) {
                writer.sql(" DEFAULT ");
                Precedence.UNARY.write(writer, otherwise); // not all that binds more weakly is allowed bare
            }
            writer.sql(notNull ? " NOT NULL" : "");
        }
    }

    /** A column of a type, from the element of its name unless {@code path(…)} says otherwise. */
    public static Column xmlColumn(String name, String type) {
        return new Column(NamedColumns.bare("xmlColumn", name), new PgType(type), null, null, false);
    }

    /** A column that counts the rows from 1. */
    public static Column xmlOrdinality(String name) {
        return new Column(NamedColumns.bare("xmlOrdinality", name), null, null, null, false);
    }

    /** The columns. */
    public XmlTable columns(Column first, Column... more) {
        return new XmlTable(rows, document, Lists.of("columns", first, more), alias);
    }

    /** The same under a name. */
    public XmlTable as(String name) {
        return new XmlTable(rows, document, columns, Identifiers.check(name, "as"));
    }

    @Override
    public String name() {
        return alias == null ? "xmltable" : alias;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql("XMLTABLE(");
        Precedence.PRIMARY.write(writer, rows);
        writer.sql(" PASSING ");
        Precedence.PRIMARY.write(writer, document);
        writer.sql(" COLUMNS ");
        Lists.commas(writer, columns);
        writer.sql(")");
        FunctionTable.writeAlias(writer, alias, List.of());
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
