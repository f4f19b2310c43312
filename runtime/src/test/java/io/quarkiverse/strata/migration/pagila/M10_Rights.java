package io.quarkiverse.strata.migration.pagila;

import static io.quarkiverse.strata.schema.ObjectKind.SCHEMA;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Privilege;
import io.quarkiverse.strata.schema.Schema;

public final class M10_Rights implements Migration {

    @Override
    public void up(Schema schema) {
        schema.setOwner(SCHEMA, "public", "postgres").was("pg_database_owner");
        schema.revoke(Privilege.USAGE).on(SCHEMA, "public").from("PUBLIC");
        schema.grant(Privilege.USAGE, Privilege.CREATE).on(SCHEMA, "public").to("PUBLIC");
    }
}
