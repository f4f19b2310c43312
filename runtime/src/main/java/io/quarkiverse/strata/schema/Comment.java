package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A table or column gets a comment.
 *
 * @param column the column, or null for the table
 * @param text the comment, or null to remove it
 */
public record Comment(String table, String column, String text) implements SchemaChange {

    static Comment table(String table, String text) {
        return new Comment(table, null, text);
    }

    static Comment column(String table, String column, String text) {
        return new Comment(table, column, text);
    }

    @Override
    public List<String> sql() {
        String target = column == null ? "TABLE " + Names.qualified(table)
                : "COLUMN " + Names.qualified(table) + "." + Names.quote(column);
        return List.of("COMMENT ON " + target + " IS " + (text == null ? "NULL" : Literals.text(text)));
    }

    @Override
    public Reverse reverse() {
        return Reverse.losing("the former comment", new Comment(table, column, null));
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("column", column).value("text", text);
    }
}
