package io.quarkiverse.strata.guard;

import static io.quarkiverse.strata.schema.Ddl.identifier;
import static io.quarkiverse.strata.schema.Ddl.literal;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a database says it is.
 *
 * @param environment {@code production}, {@code staging}, {@code development} or {@code test}; null when it says nothing
 */
public record EnvironmentMark(String environment) {

    /** The table whose comment is the mark. It counts for the whole database, in whichever schema it is. */
    public static final String TABLE = "strata_environment";

    /** What a database can be marked as. */
    public static final List<String> ENVIRONMENTS = List.of("production", "staging", "development", "test");

    /** A query that every role may run: the marks of this database, one a row; none when it isn't marked. */
    public static final String READ = "SELECT coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), '') AS mark"
            + " FROM pg_catalog.pg_class c WHERE c.relname = '" + TABLE + "' AND c.relkind = 'r'";

    private static final String PREFIX = "environment: ";
    private static final Set<String> HARMLESS = Set.of("staging", "development", "test");

    /**
     * The mark of a database, from the rows of {@link #READ}. Where there are several the strictest counts, and one that
     * can't be understood is {@code production}.
     */
    public static EnvironmentMark of(Collection<String> marks) {
        return new EnvironmentMark(marks.stream().map(EnvironmentMark::environment).min((a, b) -> Integer.compare(
                ENVIRONMENTS.indexOf(a), ENVIRONMENTS.indexOf(b))).orElse(null));
    }

    private static String environment(String comment) {
        String name = comment.startsWith(PREFIX) ? comment.substring(PREFIX.length()) : "";
        return HARMLESS.contains(name) ? name : "production";
    }

    /** Whether nothing may be destroyed here without being told the database's name. */
    public boolean isProduction() {
        return Objects.equals(environment, "production");
    }

    /**
     * The statements that mark a database.
     *
     * @param schema where the table is, or is to be
     * @param environment one of {@link #ENVIRONMENTS}
     */
    public static String write(String schema, String environment) {
        if (!ENVIRONMENTS.contains(environment)) {
            throw new IllegalArgumentException("STRATA-3233: a database can't be marked as \"" + environment
                    + "\": use one of " + String.join(", ", ENVIRONMENTS));
        }
        String table = identifier(schema) + "." + TABLE;
        return "SET LOCAL client_min_messages = warning; CREATE TABLE IF NOT EXISTS " + table + " (environment text NOT NULL,"
                + " marked_at timestamptz NOT NULL DEFAULT clock_timestamp(), marked_by text NOT NULL DEFAULT session_user);"
                + " INSERT INTO " + table + " (environment) VALUES (" + literal(environment) + ");"
                + " COMMENT ON TABLE " + table + " IS " + literal(PREFIX + environment);
    }
}
