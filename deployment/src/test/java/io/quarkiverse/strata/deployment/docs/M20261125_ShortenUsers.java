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
        schema.sql("CREATE VIEW active_users AS SELECT id, email FROM users WHERE status = 'ACTIVE'", // up
                "DROP VIEW active_users"); // down
    }
}
// end::migration[]
