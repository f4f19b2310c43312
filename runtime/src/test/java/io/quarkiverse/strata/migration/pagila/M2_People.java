package io.quarkiverse.strata.migration.pagila;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public final class M2_People implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("country", table -> {
            Pagila.key(table, "country");
            table.text("country");
            Pagila.lastUpdate(table);
        });
        schema.createTable("city", table -> {
            Pagila.key(table, "city");
            table.text("city");
            table.integer("country_id");
            Pagila.lastUpdate(table);
        });
        schema.createTable("address", table -> {
            Pagila.key(table, "address");
            table.text("address");
            table.text("address2").nullable();
            table.text("district");
            table.integer("city_id");
            table.text("postal_code").nullable();
            table.text("phone");
            Pagila.lastUpdate(table);
        });
        schema.createTable("store", table -> {
            Pagila.key(table, "store");
            table.integer("manager_staff_id");
            table.integer("address_id");
            Pagila.lastUpdate(table);
        });
        staff(schema);
        customers(schema);
    }

    private static void staff(Schema schema) {
        schema.createTable("staff", table -> {
            Pagila.key(table, "staff");
            table.text("first_name");
            table.text("last_name");
            table.integer("address_id");
            table.text("email").nullable();
            table.integer("store_id");
            table.bool("active").defaultValue(true);
            table.text("username");
            table.text("password").nullable();
            Pagila.lastUpdate(table);
            table.bytea("picture").nullable();
        });
    }

    private static void customers(Schema schema) {
        schema.createTable("customer", table -> {
            Pagila.key(table, "customer");
            table.integer("store_id");
            table.text("first_name");
            table.text("last_name");
            table.text("email").nullable();
            table.integer("address_id");
            table.bool("activebool").defaultValue(true);
            table.date("create_date").defaultExpression("CURRENT_DATE");
            table.timestamp("last_update").nullable().defaultNow();
            table.integer("active").nullable();
            table.uuidv7("uuid");
        });
    }
}
