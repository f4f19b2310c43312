package io.quarkiverse.strata.rental.migration;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

/** Who wants to hear of new films, and of which. */
public class M20260908_CreateNewsletters implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("newsletter", table -> {
            table.bigint("customer_id").primaryKey().references("customer");
            table.json("wishes");
            table.column("ratings", "mpaa_rating[]");
            table.column("sent_at", "timestamptz[]");
        });
    }
}
