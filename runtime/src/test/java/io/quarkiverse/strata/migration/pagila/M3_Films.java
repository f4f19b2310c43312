package io.quarkiverse.strata.migration.pagila;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public final class M3_Films implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("language", table -> {
            Pagila.key(table, "language");
            table.text("name");
            Pagila.lastUpdate(table);
        });
        schema.createTable("category", table -> {
            Pagila.key(table, "category");
            table.text("name");
            Pagila.lastUpdate(table);
        });
        schema.createTable("actor", table -> {
            Pagila.key(table, "actor");
            table.text("first_name");
            table.text("last_name");
            Pagila.lastUpdate(table);
        });
        film(schema);
        schema.createTable("film_actor", table -> {
            table.integer("actor_id");
            table.integer("film_id");
            Pagila.lastUpdate(table);
            table.primaryKey("actor_id", "film_id");
        });
        schema.createTable("film_category", table -> {
            table.integer("film_id");
            table.integer("category_id");
            Pagila.lastUpdate(table);
            table.primaryKey("film_id", "category_id");
        });
        schema.createTable("film_embedding", table -> {
            table.integer("film_id").primaryKey();
            Pagila.lastUpdate(table);
        });
        schema.createTable("inventory", table -> {
            Pagila.key(table, "inventory");
            table.integer("film_id");
            table.integer("store_id");
            Pagila.lastUpdate(table);
        });
    }

    private static void film(Schema schema) {
        schema.createTable("film", table -> {
            Pagila.key(table, "film");
            table.text("title");
            table.text("description").nullable();
            table.column("release_year", "year").nullable();
            table.integer("language_id");
            table.integer("original_language_id").nullable();
            table.smallint("rental_duration").defaultValue(3);
            table.decimal("rental_rate", 4, 2).defaultExpression("4.99");
            table.smallint("length").nullable();
            table.decimal("replacement_cost", 5, 2).defaultExpression("19.99");
            table.enumeration("rating", "mpaa_rating").nullable().defaultValue("G");
            Pagila.lastUpdate(table);
            table.array("special_features", "text").nullable();
            table.tsvector("fulltext");
            table.decimal("length_hours", 4, 2).generatedVirtualAs("round(length / 60.0, 2)").nullable();
        });
    }
}
