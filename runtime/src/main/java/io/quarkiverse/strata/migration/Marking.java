package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.literal;

import java.util.List;

import io.quarkiverse.strata.MigrationException;
import io.quarkiverse.strata.guard.EnvironmentMark;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Reads and writes a database's mark. */
record Marking(SqlConnection connection, Failures failures, String dataSource) {

    /**
     * What a database says of itself.
     *
     * @param database its name
     */
    record Marked(String database, EnvironmentMark mark) {
    }

    Future<Marked> read() {
        return Wire.send(connection, EnvironmentMark.READ)
                .map(rows -> EnvironmentMark.of(Wire.list(rows).stream().map(row -> row.getString(0)).toList()))
                .compose(mark -> Wire.send(connection, "SELECT current_database()")
                        .map(rows -> new Marked(rows.iterator().next().getString(0), mark)));
    }

    /** Marks it in all places where it is marked, and where there is none in the given schema. */
    Future<Void> write(String schema, String environment) {
        String sql = "SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.relname = " + literal(EnvironmentMark.TABLE) + " AND c.relkind = 'r' ORDER BY 1";
        return Wire.send(connection, sql).compose(rows -> {
            List<String> places = Wire.list(rows).stream().map(row -> row.getString(0)).toList();
            return Wire.inTurn(places.isEmpty() ? List.of(schema) : places,
                    place -> Wire.send(connection, EnvironmentMark.write(place, environment)));
        }).<Void> mapEmpty().recover(failure -> Future.failedFuture(failures.of("STRATA-3232", "the database of datasource "
                + dataSource + " can't be marked as " + environment + ": " + Wire.words(failure)
                + ". Do it as the role that owns the table strata_environment, or the schema that it is to be made in", null,
                failure)));
    }

    MigrationException refused(Marked marked, String what, String cure) {
        String database = marked.database();
        return failures.of("STRATA-3231", "database " + database + " of datasource " + dataSource
                + " is marked as production, and " + what + ". Make a backup; then, to do it nevertheless, name the database: "
                + cure + ". If it isn't production, say so once: db mark staging", null, null);
    }
}
