package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.identifier;
import static io.quarkiverse.strata.schema.Ddl.literal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/** Finds the tables whose rows statements would destroy, and counts them. */
final class Endangered {

    private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final String NAME = PART + "(?:\\s*\\.\\s*" + PART + ")?";
    private static final String GAP = "(?:\\s|/\\*.*?\\*/|--[^\\n]*\\n)+";
    private static final Pattern DROPPED = Pattern.compile("^DROP" + GAP + "(?:FOREIGN" + GAP + ")?TABLE" + GAP + "(?:IF"
            + GAP + "EXISTS" + GAP + ")?(" + NAME + "(?:\\s*,\\s*" + NAME + ")*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern TRUNCATED = Pattern.compile("^TRUNCATE" + GAP + "(?:TABLE" + GAP + ")?(?:ONLY" + GAP + ")?("
            + NAME + "(?:\\s*,\\s*" + NAME + ")*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ALTERED = Pattern.compile("^ALTER" + GAP + "TABLE" + GAP + "(?:IF" + GAP + "EXISTS" + GAP
            + ")?(?:ONLY" + GAP + ")?(" + NAME + ")(.*)$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern DROPS_COLUMN = Pattern.compile("\\bDROP" + GAP + "(?!CONSTRAINT\\b|DEFAULT\\b|NOT\\b"
            + "|IDENTITY\\b|EXPRESSION\\b)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Endangered() {
    }

    /** The names of the tables that statements drop, empty or take a column from, as they write them. */
    static Set<String> tables(List<SqlStatement> statements) {
        Set<String> names = new LinkedHashSet<>();
        for (SqlStatement statement : statements) {
            for (Pattern pattern : List.of(DROPPED, TRUNCATED)) {
                Matcher matcher = pattern.matcher(statement.text());
                if (matcher.find()) {
                    Matcher name = Pattern.compile(NAME).matcher(matcher.group(1));
                    while (name.find()) {
                        names.add(name.group());
                    }
                }
            }
            Matcher altered = ALTERED.matcher(statement.text());
            if (altered.find() && DROPS_COLUMN.matcher(altered.group(2)).find()) {
                names.add(altered.group(1));
            }
        }
        return names;
    }

    /** Those of the named tables that exist, with their rows. Puts {@code schema} first in the session's search path. */
    static Future<List<TableRows>> count(SqlConnection connection, String schema, Set<String> names) {
        if (names.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        String path = "SELECT pg_catalog.set_config('search_path', concat_ws(', ', " + literal(identifier(schema))
                + ", nullif(current_setting('search_path'), '')), false)";
        String find = "SELECT DISTINCT to_regclass(name)::text AS name FROM unnest(ARRAY["
                + names.stream().map(io.quarkiverse.strata.schema.Ddl::literal).collect(Collectors.joining(", "))
                + "]) name WHERE to_regclass(name) IS NOT NULL ORDER BY 1";
        return Wire.send(connection, path).compose(set -> Wire.send(connection, find))
                .compose(rows -> Wire.inTurn(names(rows), table -> rows(connection, table)));
    }

    /** @param table its name as SQL writes it */
    static Future<TableRows> rows(SqlConnection connection, String table) {
        return Wire.send(connection, "SELECT count(*) FROM (SELECT FROM " + table + " LIMIT " + TableRows.LIMIT + ") counted")
                .map(rows -> new TableRows(table, rows.iterator().next().getLong(0)));
    }

    private static List<String> names(Iterable<Row> rows) {
        List<String> names = new ArrayList<>();
        rows.forEach(row -> names.add(row.getString("name")));
        return names;
    }
}
