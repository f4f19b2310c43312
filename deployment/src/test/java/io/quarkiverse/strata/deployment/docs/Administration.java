package io.quarkiverse.strata.deployment.docs;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.migration.MigrationReport;
import io.quarkiverse.strata.migration.MigrationStatus;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.migration.Rollback;
import io.quarkiverse.strata.seeding.SeederStatus;
import io.quarkiverse.strata.seeding.Seeding;
import io.quarkiverse.strata.seeding.Truncation;
import io.smallrye.mutiny.Uni;

/** What operators do. */
@ApplicationScoped
public class Administration {

    // tag::migrations[]
    @Inject
    Migrations migrations;

    Uni<List<MigrationStatus>> status() {
        return migrations.status();
    }

    Uni<String> whatWouldRun() {
        return migrations.plan().map(plan -> plan.toSql());
    }

    Uni<MigrationReport> runIt() {
        return migrations.migrate();
    }

    Uni<MigrationReport> undoTheLast() {
        return migrations.rollback(Rollback.steps(1).allowDataLoss());
    }
    // end::migrations[]

    // tag::truncation[]
    @Inject
    Database db;

    Uni<List<String>> empty() {
        return db.transaction(tx -> Truncation.of("users", "accounts").on(tx));
    }
    // end::truncation[]

    // tag::seeding[]
    @Inject
    Seeding seeding;

    Uni<List<SeederStatus>> seeders() {
        return seeding.status();
    }
    // end::seeding[]
}
