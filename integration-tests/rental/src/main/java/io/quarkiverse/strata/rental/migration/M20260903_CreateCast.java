package io.quarkiverse.strata.rental.migration;

import static io.quarkiverse.strata.schema.ReferentialAction.CASCADE;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

/** Who plays in the films, and of which kind they are. */
public class M20260903_CreateCast implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("category", table -> {
            table.id("category_id");
            table.string("name").unique();
        });
        schema.createTable("film_category", table -> {
            table.bigint("film_id").references("film").onDelete(CASCADE);
            table.bigint("category_id").references("category").indexed();
            table.primaryKey("film_id", "category_id");
        });
        schema.createTable("actor", table -> {
            table.id("actor_id");
            table.string("first_name");
            table.string("last_name").indexed();
        });
        schema.createTable("film_actor", table -> {
            table.bigint("actor_id").references("actor");
            table.bigint("film_id").references("film").onDelete(CASCADE).indexed();
            table.primaryKey("actor_id", "film_id");
        });
        schema.sql("""
                CREATE VIEW film_list AS
                SELECT film_id, title, description, release_year, rating, length, rental_rate, fulltext,
                       ARRAY(SELECT c.name FROM film_category fc JOIN category c USING (category_id)
                             WHERE fc.film_id = film.film_id ORDER BY c.name) AS categories
                FROM film""", "DROP VIEW film_list");
    }
}
