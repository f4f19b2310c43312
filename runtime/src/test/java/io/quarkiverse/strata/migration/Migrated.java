package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.test.PostgresServer.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.strata.schema.Schema;
import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/** A fresh database of the real server and migrators for it. */
final class Migrated {

    final PostgresServer server = PostgresServer.get();
    final String database = server.createDatabase();
    MigratorOptions options = new MigratorOptions("<default>", null, "strata_migrations", Duration.ofMillis(200), 3,
            Duration.ofSeconds(20), false);

    /** A migration made of its parts. */
    record Step(String id, Consumer<Schema> changes, List<String> dependencyIds, boolean transactional) implements Migration {
        @Override
        public void up(Schema schema) {
            changes.accept(schema);
        }

        @Override
        public String description() {
            return "Step " + id;
        }
    }

    static Step step(String id, Consumer<Schema> changes, String... dependencies) {
        return new Step(id, changes, List.of(dependencies), true);
    }

    static Step table(String id, String table, String... dependencies) {
        return step(id, schema -> schema.createTable(table, t -> t.id()), dependencies);
    }

    static KnownMigration known(Migration migration) {
        return KnownMigration.ofClass(KnownMigration.define(migration, Map.of()), () -> migration);
    }

    static KnownMigration file(String path, String up, String down) {
        return KnownMigration.ofFile(KnownMigration.define(path, up), () -> up, () -> down);
    }

    static MigrationSet set(Migration... migrations) {
        return MigrationSet.of(Arrays.stream(migrations).map(Migrated::known).toList());
    }

    Migrator migrator(Migration... migrations) {
        return migrator(set(migrations));
    }

    Migrator migrator(MigrationSet set) {
        return migrator(set, "test");
    }

    Migrator migrator(MigrationSet set, String application) {
        return new Migrator(connections(application), set, options);
    }

    Supplier<Future<SqlConnection>> connections(String application) {
        return () -> PgConnection.connect(server.vertx(), server.options(database).addProperty("application_name", application))
                .map(connection -> connection);
    }

    List<String> migrate(Migration... migrations) {
        return ids(await(migrator(migrations).migrate()));
    }

    static List<String> ids(MigrationReport report) {
        return report.migrations().stream().map(MigrationReport.Run::id).toList();
    }

    List<String> rows(String sql) {
        List<String> lines = new ArrayList<>();
        for (Row row : server.execute(database, sql)) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(i == 0 ? "" : " ").append(row.getValue(i));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    List<String> tables() {
        return rows("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                + " AND relname <> 'strata_migrations' ORDER BY relname");
    }

    List<String> history() {
        return rows("SELECT id, batch, finished FROM strata_migrations ORDER BY position");
    }
}
