package io.quarkiverse.strata.deployment.docs;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.ReferentialAction;
import io.quarkiverse.strata.schema.Schema;

// tag::migration[]
public class M20261122_CreateUsers implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("users", table -> {
            table.id();
            table.string("email").unique();
            table.string("name");
            table.enumeration("status", Status.class);
            table.timestamps();
        });
        schema.createTable("posts", table -> {
            table.id();
            table.bigint("user_id").references("users").onDelete(ReferentialAction.CASCADE).indexed();
            table.string("title");
            table.integer("views").defaultValue(0);
            table.array("tags", "text");
        });
    } // down() is derived: all of this can be undone
}
// end::migration[]
