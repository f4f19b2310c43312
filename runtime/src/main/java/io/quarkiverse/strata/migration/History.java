package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.identifier;
import static io.quarkiverse.strata.schema.Ddl.literal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** The statements about the history table, always with its schema. */
final class History {

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
                + ")), true) AS here FROM " + table;
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
                + literal(identifier(schema)) + ") IS NOT NULL AS home";
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
                    application text DEFAULT current_setting('application_name')
                )""".formatted(identifier(primaryKey()));
    }

    String primaryKey() {
        return name.length() > 58 ? name.substring(0, 58) + "_pkey" : name + "_pkey";
    }

    String rows() {
        return "SELECT id, description, kind, checksum, format, batch, finished, steps, steps_done, executed_at, duration_us,"
                + " executed_by FROM " + table + " ORDER BY position";
    }

    String insert(MigrationDefinition migration, int batch, int steps, boolean finished) {
        return "INSERT INTO " + table
                + " (id, description, kind, checksum, format, batch, finished, steps, steps_done) VALUES ("
                + literal(migration.id()) + ", " + literal(migration.description()) + ", "
                + literal(migration.kind().name().toLowerCase(Locale.ROOT)) + ", " + literal(migration.checksum()) + ", "
                + Checksums.FORMAT + ", " + batch + ", " + finished + ", " + steps + ", " + (finished ? steps : 0) + ")";
    }

    String duration(String id) {
        return "UPDATE " + table
                + " SET duration_us = extract(epoch FROM clock_timestamp() - executed_at) * 1000000 WHERE id = "
                + literal(id);
    }

    String readDuration(String id) {
        return "SELECT duration_us FROM " + table + " WHERE id = " + literal(id);
    }

    String unfinished(String id, int steps) {
        return "UPDATE " + table + " SET finished = false, steps = " + steps + ", steps_done = 0 WHERE id = " + literal(id);
    }

    String progress(String id, int done) {
        return "UPDATE " + table + " SET steps_done = " + done + " WHERE id = " + literal(id);
    }

    String finish(String id) {
        return "UPDATE " + table + " SET finished = true, steps_done = steps,"
                + " duration_us = extract(epoch FROM clock_timestamp() - executed_at) * 1000000 WHERE id = " + literal(id);
    }

    /** Deletes the row; fails when it isn't there (somebody else undid the migration). */
    String delete(String id) {
        return "WITH gone AS (DELETE FROM " + table + " WHERE id = " + literal(id)
                + " RETURNING id) SELECT 1 / count(*) FROM gone";
    }

    String forget(String id) {
        return "DELETE FROM " + table + " WHERE id = " + literal(id);
    }

    String accept(String id) {
        return "UPDATE " + table + " SET finished = true WHERE id = " + literal(id);
    }
}
