package io.quarkiverse.strata.rental.migration;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

/** Where customers live and stores stand. */
public class M20260901_CreatePlaces implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("country", table -> {
            table.id("country_id");
            table.string("country").unique();
        });
        schema.createTable("city", table -> {
            table.id("city_id");
            table.string("city");
            table.bigint("country_id").references("country").indexed();
        });
        schema.createTable("address", table -> {
            table.id("address_id");
            table.string("address");
            table.string("postal_code").nullable();
            table.bigint("city_id").references("city").indexed();
        });
    }
}
