package io.quarkiverse.strata.deployment.docs;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

// tag::migration[]
public class M20261125_ShortenUsers implements Migration {

    @Override
    public void up(Schema schema) {
        schema.alterTable("users", table -> {
            table.text("locale").nullable();
            table.dropColumn("updated_at", was -> was.timestamp("updated_at").defaultNow());
        });
        schema.sql("CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple)", // up
                "DROP TEXT SEARCH CONFIGURATION plain"); // down
    }
}
// end::migration[]
