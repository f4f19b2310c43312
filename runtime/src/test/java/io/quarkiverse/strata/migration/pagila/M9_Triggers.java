package io.quarkiverse.strata.migration.pagila;

import static io.quarkiverse.strata.schema.CreateTrigger.Event.INSERT;
import static io.quarkiverse.strata.schema.CreateTrigger.Event.UPDATE;

import java.util.List;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public final class M9_Triggers implements Migration {

    private static final List<String> TOUCHED = List.of("actor", "address", "category", "city", "country", "customer", "film",
            "film_actor", "film_category", "film_embedding", "inventory", "language", "rental", "staff", "store");

    @Override
    public void up(Schema schema) {
        TOUCHED.forEach(table -> schema.createTrigger("last_updated", table).before(UPDATE).forEachRow()
                .execute("last_updated"));
        schema.createTrigger("film_fulltext_trigger", "film").before(INSERT, UPDATE).forEachRow()
                .execute("tsvector_update_trigger", "fulltext", "pg_catalog.english", "title", "description");
    }
}
