package io.quarkiverse.strata.rental.migration;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

/** Stores, the people who run them and the people who come, and the copies on the shelves. */
public class M20260904_CreateStores implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("staff", table -> {
            table.id("staff_id");
            table.string("first_name");
            table.string("last_name");
            table.string("email").unique();
            table.bigint("store_id").indexed();
        });
        schema.createTable("store", table -> {
            table.id("store_id");
            table.bigint("manager_staff_id").unique().references("staff");
            table.bigint("address_id").references("address");
        });
        // a store has a manager and the manager a store: the second key is looked at when a transaction commits
        schema.alterTable("staff", table -> table.foreignKey("store_id").references("store").deferred());
        schema.createTable("customer", table -> {
            table.id("customer_id");
            table.bigint("store_id").references("store").indexed();
            table.string("first_name");
            table.string("last_name").indexed();
            table.string("email").unique();
            table.bigint("address_id").references("address").indexed();
            table.bool("active").defaultValue(true);
            table.date("create_date").defaultExpression("CURRENT_DATE");
        });
        schema.createTable("inventory", table -> {
            table.id("inventory_id");
            table.bigint("film_id").references("film");
            table.bigint("store_id").references("store");
        });
        schema.createIndex("inventory", "film_id", "store_id");
    }
}
