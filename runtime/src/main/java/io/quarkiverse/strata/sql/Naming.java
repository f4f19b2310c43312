package io.quarkiverse.strata.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How Java's names become PostgreSQL's where no annotation gives one. */
public final class Naming {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** The key words that can't stand as a type's name without quotes (PostgreSQL 18, appendix C, all but unreserved ones). */
    private static final Set<String> NO_TYPE_NAMES = Set.of("all", "analyse", "analyze", "and", "any", "array", "as", "asc",
            "asymmetric", "between", "bigint", "bit", "boolean", "both", "case", "cast", "char", "character", "check",
            "coalesce", "collate", "column", "constraint", "create", "current_catalog", "current_date", "current_role",
            "current_time", "current_timestamp", "current_user", "dec", "decimal", "default", "deferrable", "desc", "distinct",
            "do", "else", "end", "except", "exists", "extract", "false", "fetch", "float", "for", "foreign", "from", "grant",
            "greatest", "group", "grouping", "having", "in", "initially", "inout", "int", "integer", "intersect", "interval",
            "into", "json", "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg", "json_query",
            "json_scalar", "json_serialize", "json_table", "json_value", "lateral", "leading", "least", "limit", "localtime",
            "localtimestamp", "merge_action", "national", "nchar", "none", "normalize", "not", "null", "nullif", "numeric",
            "offset", "on", "only", "or", "order", "out", "overlay", "placing", "position", "precision", "primary", "real",
            "references", "returning", "row", "select", "session_user", "setof", "smallint", "some", "substring", "symmetric",
            "system_user", "table", "text", "then", "time", "timestamp", "to", "trailing", "treat", "trim", "true", "union",
            "unique", "user", "using", "values", "varchar", "variadic", "when", "where", "window", "with", "xmlattributes",
            "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot",
            "xmlserialize", "xmltable");

    private Naming() {
    }

    /**
     * A Java name in snake_case. A word begins at a capital letter that follows a small letter or a digit, and at the last
     * letter of a run of capitals that a small letter follows; digits never begin a word: {@code createdAt} gives
     * {@code created_at}, {@code userID} {@code user_id}, {@code HTTPServer} {@code http_server}, {@code url2} {@code url2},
     * {@code line2Text} {@code line2_text}, {@code dVDTitle} {@code d_vd_title}.
     */
    public static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && beginsWord(name, i)) {
                snake.append('_');
            }
            snake.append(c);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean beginsWord(String name, int at) {
        char before = name.charAt(at - 1);
        if (Character.isLowerCase(before) || Character.isDigit(before)) {
            return true;
        }
        return Character.isUpperCase(before) && at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
    }

    /** The PostgreSQL type that an enum stands for by default: its simple name in snake_case, quoted where it must be. */
    public static PgType enumType(String simpleName) {
        String name = snakeCase(simpleName);
        boolean plain = PLAIN.matcher(name).matches() && !NO_TYPE_NAMES.contains(name);
        return new PgType(plain ? name : '"' + name.replace("\"", "\"\"") + '"');
    }
}
