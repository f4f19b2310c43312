package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.literal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that runs outside a transaction, and how to tell from the catalog whether it was done.
 *
 * @param name what it makes, drops or detaches, as it writes it; null where that isn't told or doesn't matter
 * @param table the table that it works on, as it writes it; null where it names none
 */
record LoneStatement(SqlStatement statement, Kind kind, String name, String table) {

    /** What an interrupted statement leaves. */
    enum Kind {
        CREATE_INDEX,
        DROP_INDEX,
        REINDEX,
        DETACH,
        /** Runs inside transactions too. */
        VALIDATE,
        CREATE,
        DROP,
        /** Doing it again does no harm. */
        REPEATABLE,
        /** Nobody knows. */
        UNKNOWN
    }

    private static final String GAP = Endangered.GAP;
    private static final String NAME = Endangered.NAME;
    private static final Pattern CREATE_INDEX = pattern("CREATE" + GAP + "(?:UNIQUE" + GAP + ")?INDEX" + GAP + "CONCURRENTLY"
            + GAP + "(?:IF" + GAP + "NOT" + GAP + "EXISTS" + GAP + ")?(?:(?!ON\\b)(" + NAME + ")" + GAP + ")?ON" + GAP
            + "(?:ONLY" + GAP + ")?(" + NAME + ").*");
    private static final Pattern DROP_INDEX = pattern(
            "DROP" + GAP + "INDEX" + GAP + "CONCURRENTLY" + GAP + "(?:IF" + GAP + "EXISTS" + GAP + ")?(" + NAME + ").*");
    private static final Pattern DETACH = pattern("ALTER" + GAP + "TABLE" + GAP + "(?:IF" + GAP + "EXISTS" + GAP + ")?("
            + NAME + ")" + GAP + "DETACH" + GAP + "PARTITION" + GAP + "(" + NAME + ")" + GAP + "CONCURRENTLY.*");
    private static final Pattern OTHER = pattern("(CREATE|DROP)" + GAP + "(DATABASE|TABLESPACE|SUBSCRIPTION)" + GAP + "(?:IF"
            + GAP + "EXISTS" + GAP + ")?(" + NAME + ").*");

    private static final Pattern VALIDATE = pattern("ALTER" + GAP + "TABLE" + GAP + "(?:IF" + GAP + "EXISTS" + GAP
            + ")?(?:ONLY" + GAP + ")?(" + NAME + ")" + GAP + "(?:.*\\b)?VALIDATE\\b.*");

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    static LoneStatement of(SqlStatement statement) {
        Matcher index = CREATE_INDEX.matcher(statement.text());
        if (index.matches()) {
            return new LoneStatement(statement, Kind.CREATE_INDEX, index.group(1), index.group(2));
        }
        Matcher drop = DROP_INDEX.matcher(statement.text());
        if (drop.matches()) {
            return new LoneStatement(statement, Kind.DROP_INDEX, drop.group(1), null);
        }
        Matcher detach = DETACH.matcher(statement.text());
        if (detach.matches()) {
            return new LoneStatement(statement, Kind.DETACH, detach.group(2), detach.group(1));
        }
        Matcher other = OTHER.matcher(statement.text());
        if (other.matches()) {
            return new LoneStatement(statement, other.group(1).equalsIgnoreCase("CREATE") ? Kind.CREATE : Kind.DROP,
                    other.group(3), null);
        }
        Matcher validate = VALIDATE.matcher(statement.text());
        if (validate.matches()) {
            return new LoneStatement(statement, Kind.VALIDATE, null, validate.group(1));
        }
        return new LoneStatement(statement, plain(statement), null, null);
    }

    private static Kind plain(SqlStatement statement) {
        String first = statement.words().isEmpty() ? "" : statement.words().get(0);
        return first.equals("reindex") ? Kind.REINDEX
                : List.of("vacuum", "cluster", "alter").contains(first) ? Kind.REPEATABLE : Kind.UNKNOWN;
    }

    /** Whether it may commit a part and fail then, so that it can't just be sent again. */
    boolean mayKeepParts() {
        return kind == Kind.UNKNOWN || kind == Kind.DETACH;
    }

    /** An expression for the numbers of the indexes that it can't have made. */
    String indexes() {
        return switch (kind) {
            case CREATE_INDEX ->
                "(SELECT string_agg(indexrelid::text, ' ') FROM pg_catalog.pg_index WHERE indrelid = to_regclass("
                        + literal(table) + "))";
            case REINDEX -> "(SELECT string_agg(indexrelid::text, ' ') FROM pg_catalog.pg_index WHERE NOT indisvalid)";
            default -> "NULL";
        };
    }

    /** The catalog in which what it makes or drops has its name. */
    String catalog() {
        return switch (statement.words().get(1)) {
            case "database" -> "pg_catalog.pg_database WHERE datname";
            case "tablespace" -> "pg_catalog.pg_tablespace WHERE spcname";
            default -> "pg_catalog.pg_subscription WHERE subdbid = (SELECT oid FROM pg_catalog.pg_database"
                    + " WHERE datname = current_database()) AND subname";
        };
    }
}
