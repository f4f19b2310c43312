package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.literal;

import java.util.List;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.guard.EnvironmentMark;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/** Finds and drops what belongs to the application in a schema. */
final class SchemaCleaner {

    private static final Logger LOG = Logger.getLogger(SchemaCleaner.class);

    /**
     * What an extension brought, and what is a part of something else (an identity's sequence), goes or stays with that. (A
     * partitioned table is a part of itself to PostgreSQL.)
     */
    private static final String ON_ITS_OWN = " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = '%s'"
            + "::regclass AND d.objid = o.oid AND d.refobjid <> o.oid AND d.deptype IN ('e', 'i'))";
    private static final String OBJECTS = "SELECT kind, format('%%I.%%I', nspname, name) || arguments AS name,"
            + " name LIKE 'strata\\_%%' AS ours FROM ("
            + "SELECT CASE o.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'"
            + " WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind, o.relnamespace AS home, o.relname AS name,"
            + " '' AS arguments, o.relowner AS owner FROM pg_catalog.pg_class o"
            + " WHERE o.relkind IN ('v', 'm', 'S', 'f', 'r', 'p') AND o.relname <> '" + EnvironmentMark.TABLE + "'"
            + ON_ITS_OWN.formatted("pg_class")
            + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE o.relkind = 'S' AND d.classid = 'pg_class'::regclass"
            + " AND d.objid = o.oid AND d.deptype = 'a')"
            + " AND NOT (o.relispartition AND EXISTS (SELECT FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p"
            + " ON p.oid = i.inhparent WHERE i.inhrelid = o.oid AND p.relnamespace = o.relnamespace))"
            + " UNION ALL SELECT CASE o.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, o.typnamespace, o.typname, '',"
            + " o.typowner FROM pg_catalog.pg_type o WHERE (o.typtype IN ('e', 'd', 'r') OR o.typtype = 'c' AND 'c' ="
            + " (SELECT relkind FROM pg_catalog.pg_class WHERE oid = o.typrelid))" + ON_ITS_OWN.formatted("pg_type")
            + " UNION ALL SELECT 'ROUTINE', o.pronamespace, o.proname, '(' ||"
            + " pg_catalog.pg_get_function_identity_arguments(o.oid) || ')', o.proowner FROM pg_catalog.pg_proc o WHERE true"
            + ON_ITS_OWN.formatted("pg_proc")
            + " UNION ALL SELECT 'COLLATION', o.collnamespace, o.collname, '', o.collowner FROM pg_catalog.pg_collation o"
            + " WHERE true" + ON_ITS_OWN.formatted("pg_collation")
            + ") found JOIN pg_catalog.pg_namespace n ON n.oid = home"
            + " WHERE n.nspname = %s AND pg_catalog.pg_has_role(owner, 'USAGE')"
            + " ORDER BY array_position(ARRAY['VIEW', 'MATERIALIZED VIEW', 'TABLE', 'FOREIGN TABLE', 'SEQUENCE', 'ROUTINE',"
            + " 'DOMAIN', 'TYPE', 'COLLATION'], kind), 2";

    private final SqlConnection connection;
    private final String schema;
    private final Marking marking;

    SchemaCleaner(SqlConnection connection, String schema, Marking marking) {
        this.connection = connection;
        this.schema = schema;
        this.marking = marking;
    }

    Future<SchemaContents> contents() {
        return objects().compose(this::contents);
    }

    private Future<SchemaContents> contents(List<Row> objects) {
        List<String> tables = objects.stream()
                .filter(row -> row.getString("kind").equals("TABLE") && !row.getBoolean("ours"))
                .map(row -> row.getString("name")).toList();
        return marking.read()
                .compose(marked -> Wire.inTurn(tables, table -> Endangered.rows(connection, table, TableRows.Loss.TABLE))
                        .map(rows -> new SchemaContents(marked.database(), schema, marked.mark().environment(), rows,
                                objects.size())));
    }

    Future<SchemaContents> drop(MigrationSession session, String database) {
        return objects().compose(objects -> contents(objects).compose(contents -> {
            if ("production".equals(contents.environment()) && !contents.database().equals(database)) {
                return Future.failedFuture(marking.refused(
                        new Marking.Marked(contents.database(), new EnvironmentMark("production")),
                        "all that is in its schema " + schema + " would be dropped, " + objects.size() + " objects",
                        "db fresh --confirm " + contents.database() + ", or Migrations.dropAll(\"" + contents.database()
                                + "\")"));
            }
            return objects.isEmpty() ? Future.succeededFuture(contents)
                    : attempt(session, objects, 1).map(contents).onSuccess(done -> LOG.infof(
                            "Dropped %d objects of schema %s in database %s", objects.size(), schema, contents.database()));
        }));
    }

    private Future<Void> attempt(MigrationSession session, List<Row> objects, int attempt) {
        String drops = objects.stream()
                .map(row -> "; DROP " + row.getString("kind") + " IF EXISTS " + row.getString("name") + " CASCADE")
                .collect(Collectors.joining());
        return session
                .send("BEGIN; RESET SESSION AUTHORIZATION; SET LOCAL client_min_messages = warning; SET LOCAL lock_timeout = "
                        + session.options().lockTimeout().toMillis() + "; " + session.lock().proof() + drops + "; COMMIT")
                .<Void> mapEmpty().recover(failure -> session.send("ROLLBACK").otherwiseEmpty()
                        .compose(done -> MigrationSession.lockedByOthers(failure) && attempt < session.options().lockTries()
                                ? session.again(attempt, next -> attempt(session, objects, next))
                                : Future.failedFuture(failure)));
    }

    private Future<List<Row>> objects() {
        return Wire.send(connection, OBJECTS.formatted(literal(schema))).map(Wire::list);
    }
}
