package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.identifier;
import static io.quarkiverse.strata.schema.Ddl.literal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkiverse.strata.migration.TableRows.Loss;
import io.quarkiverse.strata.schema.Ddl;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Finds the tables whose rows statements would destroy, and counts them. */
final class Endangered {

    private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    static final String NAME = PART + "(?:\\s*\\.\\s*" + PART + ")?";
    private static final Pattern SINGLE_NAME = Pattern.compile(NAME);
    static final String GAP = "(?:\\s|/\\*.*?\\*/|--[^\\n]*\\n)+";
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

    /** The tables that statements drop, empty or take a column from, by the names that they write. */
    static Map<String, Loss> tables(List<SqlStatement> statements) {
        Map<String, Loss> names = new LinkedHashMap<>();
        for (SqlStatement statement : statements) {
            named(DROPPED, statement).forEach(name -> names.put(name, Loss.TABLE));
            named(TRUNCATED, statement).forEach(name -> names.putIfAbsent(name, Loss.ROWS));
            Matcher altered = ALTERED.matcher(statement.text());
            if (altered.find() && DROPS_COLUMN.matcher(altered.group(2)).find()) {
                names.putIfAbsent(altered.group(1), Loss.COLUMN);
            }
        }
        return names;
    }

    private static List<String> named(Pattern pattern, SqlStatement statement) {
        Matcher matcher = pattern.matcher(statement.text());
        return !matcher.find() ? List.of()
                : SINGLE_NAME.matcher(matcher.group(1)).results().map(MatchResult::group).toList();
    }

    /** Those of the named tables that exist, with their rows. Puts {@code schema} first in the session's search path. */
    static Future<List<TableRows>> count(SqlConnection connection, String schema, Map<String, Loss> tables) {
        if (tables.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        String path = "SELECT pg_catalog.set_config('search_path', concat_ws(', ', " + literal(identifier(schema))
                + ", nullif(current_setting('search_path'), '')), false)";
        String find = "SELECT DISTINCT ON (2) name, to_regclass(name)::text AS found FROM unnest(ARRAY["
                + tables.keySet().stream().map(Ddl::literal).collect(Collectors.joining(", "))
                + "]) name WHERE to_regclass(name) IS NOT NULL ORDER BY 2";
        return Wire.send(connection, path).compose(set -> Wire.send(connection, find))
                .compose(rows -> Wire.inTurn(Wire.list(rows),
                        row -> rows(connection, row.getString("found"), tables.get(row.getString("name")))));
    }

    /** @param table its name as SQL writes it */
    static Future<TableRows> rows(SqlConnection connection, String table, Loss loss) {
        return Wire.send(connection, "SELECT count(*) FROM (SELECT FROM " + table + " LIMIT " + TableRows.LIMIT + ") counted")
                .map(rows -> new TableRows(table, loss, rows.iterator().next().getLong(0)));
    }
}
