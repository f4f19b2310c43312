package io.quarkiverse.strata.devui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.devui.shop.M20261101_CreateCustomers;
import io.quarkiverse.strata.devui.shop.M20261103_CreateOrders;
import io.quarkiverse.strata.devui.shop.M20261115_IndexOrders;
import io.quarkiverse.strata.devui.shop.M20261118_DropCustomerNotes;
import io.quarkiverse.strata.migration.KnownMigration;
import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.migration.MigrationReport;
import io.quarkiverse.strata.migration.MigrationSet;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.migration.Migrator;
import io.quarkiverse.strata.migration.MigratorOptions;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;

/** Another instance of the shop, which migrates the same database. */
final class Elsewhere {

    private static final List<Migration> CLASSES = List.of(new M20261101_CreateCustomers(), new M20261103_CreateOrders(),
            new M20261115_IndexOrders(), new M20261118_DropCustomerNotes());

    private Elsewhere() {
    }

    static MigrationReport migrate(PgConnectOptions options, Map<String, String> files) {
        Vertx vertx = Vertx.vertx();
        try {
            Migrations migrations = new Migrator(() -> PgConnection.connect(vertx, options).map(connection -> connection),
                    MigrationSet.of(known(files)), MigratorOptions.of("<default>"));
            return migrations.migrate().await().atMost(Duration.ofSeconds(20));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static List<KnownMigration> known(Map<String, String> files) {
        List<KnownMigration> known = new ArrayList<>();
        Map<Class<?>, String> names = KnownMigration.names(CLASSES);
        CLASSES.forEach(
                migration -> known.add(KnownMigration.ofClass(KnownMigration.define(migration, names), () -> migration)));
        files.forEach((path, text) -> {
            if (path.startsWith("db/migration/") && !path.endsWith(".down.sql")) {
                known.add(KnownMigration.ofFile(KnownMigration.define(path, text), () -> text, () -> null));
            }
        });
        return known;
    }
}
