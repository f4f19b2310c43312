package io.quarkiverse.strata.rental.migration;

import java.math.BigDecimal;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

/** Films, and what there is to say about them. */
public class M20260902_CreateFilms implements Migration {

    // tag::migration[]
    @Override
    public void up(Schema schema) {
        schema.createEnum("mpaa_rating", "G", "PG", "PG-13", "R", "NC-17");
        schema.createDomain("year", "integer", "VALUE BETWEEN 1901 AND 2155");
        schema.createTable("language", table -> {
            table.id("language_id");
            table.string("name").unique();
        });
        schema.createTable("film", table -> {
            table.id("film_id");
            table.string("title");
            table.text("description").nullable();
            table.column("release_year", "year").nullable();
            table.bigint("language_id").references("language").indexed();
            table.smallint("rental_duration").defaultValue(3).check("rental_duration > 0");
            table.decimal("rental_rate", 4, 2).defaultValue(new BigDecimal("4.99"));
            table.smallint("length").nullable();
            table.decimal("replacement_cost", 5, 2).defaultValue(new BigDecimal("19.99"));
            table.enumeration("rating", "mpaa_rating").defaultValue("G");
            table.array("special_features", "text").nullable();
            table.tsvector("fulltext").generatedAs("setweight(to_tsvector('english', title), 'A')"
                    + " || setweight(to_tsvector('english', coalesce(description, '')), 'B')");
        });
        schema.createIndex("film", "fulltext").using("gin");
        schema.createIndex("film", "title");
    }
    // down() is derived: everything here can be undone
    // end::migration[]
}
