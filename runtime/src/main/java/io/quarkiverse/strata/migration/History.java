package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.identifier;
import static io.quarkiverse.strata.schema.Ddl.literal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The statements about the history table, always with its schema. */
final class History {

    /** The columns that the first version of the table hadn't. */
    private static final List<String> ADDED = List.of("undoing boolean", "step_backend integer",
            "step_backend_started timestamptz", "step_indexes text", "origin text", "reason text", "accepted_by text",
            "accepted_at timestamptz", "absent boolean", "compatible boolean", "host text", "application_version text");

    private static final String NO_STEP = "step_backend = NULL, step_backend_started = NULL, step_indexes = NULL";

    private final String schema;
    private final String name;
    private final String table;

    History(String schema, String name) {
        this.schema = schema;
        this.name = name;
        this.table = identifier(schema) + "." + identifier(name);
    }

    /**
     * The one query of a start that has nothing to do. Where no schema is configured the table is looked up by its bare name,
     * and only counts when it was found in the schema in which it would be created.
     */
    static String summary(String schema, String name) {
        String table = (schema == null ? "" : identifier(schema) + ".") + identifier(name);
        String home = schema == null ? "current_schema()" : literal(schema);
        return "SELECT count(*) AS applied, coalesce(max(format), 0) AS format, coalesce(bool_and(finished), true) AS finished,"
                + " encode(sha256(convert_to(coalesce(string_agg(id || ' ' || checksum, E'\\n' ORDER BY id || ' ' || checksum"
                + " COLLATE \"C\"), ''), 'UTF8')), 'hex') AS hash,"
                + " coalesce(bool_and(tableoid IN (SELECT c.oid FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = " + home
                + ")), true) AS here FROM " + table + " WHERE absent IS NOT TRUE";
    }

    String table() {
        return table;
    }

    String schema() {
        return schema;
    }

    /** The key of the lock: the same for all who use this history table of this database. */
    long lockKey() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("strata migrations " + table).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String exists() {
        return "SELECT to_regclass(" + literal(table) + ") IS NOT NULL AS found, to_regnamespace("
                + literal(identifier(schema)) + ") IS NOT NULL AS home, (SELECT count(*) FROM pg_catalog.pg_attribute"
                + " WHERE attrelid = to_regclass(" + literal(table) + ") AND attname IN ("
                + ADDED.stream().map(column -> literal(column.substring(0, column.indexOf(' '))))
                        .collect(Collectors.joining(", "))
                + ")) = " + ADDED.size() + " AS current";
    }

    String createSchema() {
        return "CREATE SCHEMA IF NOT EXISTS " + identifier(schema);
    }

    String create() {
        return "CREATE TABLE IF NOT EXISTS " + table + """
                 (
                    id text CONSTRAINT %s PRIMARY KEY,
                    description text NOT NULL,
                    kind text NOT NULL,
                    checksum text NOT NULL,
                    format integer NOT NULL,
                    batch integer NOT NULL,
                    position bigint GENERATED ALWAYS AS IDENTITY,
                    finished boolean NOT NULL,
                    steps integer NOT NULL,
                    steps_done integer NOT NULL,
                    executed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                    duration_us bigint,
                    executed_by text NOT NULL DEFAULT session_user,
                    executed_from text DEFAULT host(inet_client_addr()),
                    application text DEFAULT current_setting('application_name'),
                    %s
                )""".formatted(identifier(primaryKey()), String.join(",\n        ", ADDED));
    }

    /** Gives a table that an older Strata made the columns that it lacks. Its rows stay as they are. */
    String upgrade() {
        return "ALTER TABLE " + table + ADDED.stream().map(column -> " ADD COLUMN IF NOT EXISTS " + column)
                .collect(Collectors.joining(","));
    }

    String primaryKey() {
        return name.length() > 58 ? name.substring(0, 58) + "_pkey" : name + "_pkey";
    }

    String rows() {
        return "SELECT * FROM " + table + " ORDER BY position";
    }

    /**
     * Notes a migration as run that Strata didn't run.
     *
     * @param origin who says so: {@code baseline}, {@code accepted}, {@code flyway}, {@code liquibase}
     * @param entry what is known of its run, or null
     */
    String adopt(MigrationDefinition migration, String origin, ForeignHistory.Entry entry) {
        return "INSERT INTO " + table
                + " (id, description, kind, checksum, format, batch, finished, steps, steps_done, undoing,"
                + " compatible, origin, executed_at, executed_by, duration_us) VALUES (" + literal(migration.id()) + ", "
                + literal(migration.description()) + ", " + literal(migration.kind().name().toLowerCase(Locale.ROOT)) + ", "
                + literal(migration.checksum()) + ", " + Checksums.FORMAT
                + ", (SELECT coalesce(max(batch), 1) FROM " + table + "), true, 0, 0, false, " + migration.compatible() + ", "
                + literal(origin) + ", " + (entry == null || entry.at() == null ? "clock_timestamp()"
                        : literal(entry.at().toString()) + "::timestamptz")
                + ", " + (entry == null || entry.by() == null ? "session_user" : literal(entry.by())) + ", "
                + (entry == null || entry.millis() == null ? "NULL" : entry.millis() * 1000) + ")";
    }

    /**
     * Takes what there is as right, whatever ran.
     *
     * @param migration null where the application hasn't got it
     */
    String accepted(String id, MigrationDefinition migration, String reason) {
        return one("UPDATE " + table + " SET finished = true, undoing = false, " + NO_STEP + ", reason = " + literal(reason)
                + ", accepted_by = session_user, accepted_at = clock_timestamp(), absent = " + (migration == null)
                + (migration == null ? "" : ", checksum = " + literal(migration.checksum()) + ", format = " + Checksums.FORMAT)
                + " WHERE id = " + literal(id));
    }

    String insert(MigrationDefinition migration, int batch, int steps, boolean finished, MigratorOptions.Instance by) {
        return "INSERT INTO " + table
                + " (id, description, kind, checksum, format, batch, finished, steps, steps_done, undoing, compatible, host,"
                + " application_version) VALUES ("
                + literal(migration.id()) + ", " + literal(migration.description()) + ", "
                + literal(migration.kind().name().toLowerCase(Locale.ROOT)) + ", " + literal(migration.checksum()) + ", "
                + Checksums.FORMAT + ", " + batch + ", " + finished + ", " + steps + ", " + (finished ? steps : 0) + ", false, "
                + migration.compatible() + ", " + orNull(by.host()) + ", " + orNull(by.version()) + ")";
    }

    private static String orNull(String text) {
        return text == null ? "NULL" : literal(text);
    }

    String duration(String id) {
        return "UPDATE " + table
                + " SET duration_us = extract(epoch FROM clock_timestamp() - executed_at) * 1000000 WHERE id = "
                + literal(id);
    }

    /** Begins to undo it in steps; fails when that isn't what it needs. */
    String unfinished(String id, int steps) {
        return one("UPDATE " + table + " SET finished = false, undoing = true, steps = " + steps + ", steps_done = 0, "
                + NO_STEP + " WHERE finished AND id = " + literal(id));
    }

    /** Fails when it isn't as far as {@code from}. */
    String progress(String id, int from, int to) {
        return one("UPDATE " + table + " SET steps_done = " + to + ", " + NO_STEP + " WHERE NOT finished AND id = "
                + literal(id) + " AND steps_done = " + from);
    }

    /**
     * Notes that a statement outside a transaction is sent next, on this connection.
     *
     * @param indexes an expression for the indexes that it can't have made, as a text of numbers
     */
    String begins(String id, int step, String indexes) {
        return one("UPDATE " + table + " SET step_backend = pg_backend_pid(), step_backend_started = (SELECT backend_start"
                + " FROM pg_catalog.pg_stat_activity WHERE pid = pg_backend_pid()), step_indexes = coalesce(" + indexes
                + ", '') WHERE NOT finished AND id = " + literal(id) + " AND steps_done = " + step);
    }

    /** Says for people that a statement that was begun is done, or that it isn't. */
    String decide(String id, int stepsDone) {
        return "UPDATE " + table + " SET steps_done = " + stepsDone + ", " + NO_STEP + " WHERE id = " + literal(id);
    }

    /** Fails when not all of its statements are done. */
    String finish(String id) {
        return one("UPDATE " + table + " SET finished = true, undoing = false, " + NO_STEP + ", duration_us ="
                + " extract(epoch FROM clock_timestamp() - executed_at) * 1000000 WHERE NOT finished AND steps_done = steps"
                + " AND id = " + literal(id));
    }

    /** Deletes the row; fails when it isn't there (somebody else undid the migration). */
    String delete(String id) {
        return one("DELETE FROM " + table + " WHERE id = " + literal(id));
    }

    private static String one(String change) {
        return "WITH changed AS (" + change + " RETURNING id) SELECT 1 / count(*) FROM changed";
    }

    String forget(String id) {
        return "DELETE FROM " + table + " WHERE id = " + literal(id);
    }

    String accept(String id) {
        return "UPDATE " + table + " SET finished = true, undoing = false, " + NO_STEP + " WHERE id = " + literal(id);
    }
}
