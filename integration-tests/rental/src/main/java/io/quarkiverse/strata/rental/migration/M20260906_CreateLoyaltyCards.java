package io.quarkiverse.strata.rental.migration;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

/** One point for each rental; a card with ten points is full and waits to be turned in. */
public class M20260906_CreateLoyaltyCards implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("loyalty_card", table -> {
            table.bigint("customer_id").primaryKey().references("customer");
            table.integer("points").check("points BETWEEN 0 AND 10");
        });
    }
}
