package io.quarkiverse.strata.migration.pagila;

import static io.quarkiverse.strata.schema.ReferentialAction.CASCADE;
import static io.quarkiverse.strata.schema.ReferentialAction.RESTRICT;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public final class M8_ForeignKeys implements Migration {

    @Override
    public void up(Schema schema) {
        refer(schema, "address", "city");
        refer(schema, "city", "country");
        refer(schema, "customer", "address", "store");
        refer(schema, "film_actor", "actor", "film");
        refer(schema, "film_category", "category", "film");
        refer(schema, "film", "language");
        refer(schema, "inventory", "film", "store");
        refer(schema, "rental", "customer", "inventory", "staff");
        refer(schema, "staff", "address");
        refer(schema, "store", "address");
        schema.alterTable("film", table -> table.foreignKey("original_language_id").references("language", "language_id")
                .onUpdate(CASCADE).onDelete(RESTRICT));
        schema.alterTable("film_embedding",
                table -> table.foreignKey("film_id").references("film", "film_id").onUpdate(CASCADE).onDelete(CASCADE));
        schema.alterTable("staff", table -> table.foreignKey("store_id").references("store", "store_id"));
        Pagila.months().stream().limit(6).map(Pagila::partition)
                .forEach(partition -> schema.alterTable(partition, table -> {
                    table.foreignKey("customer_id").references("customer");
                    table.foreignKey("rental_id").references("rental");
                    table.foreignKey("staff_id").references("staff");
                }));
    }

    private static void refer(Schema schema, String table, String... others) {
        for (String other : others) {
            schema.alterTable(table, alter -> alter.foreignKey(other + "_id").references(other, other + "_id")
                    .onUpdate(CASCADE).onDelete(RESTRICT));
        }
    }
}
