package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.schema.CreateTrigger.Event.UPDATE;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Privilege;
import io.quarkiverse.strata.schema.Schema;

// tag::migration[]
public class M20261127_Screenings implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createExtension("btree_gist");
        schema.createTable("screenings", table -> {
            table.id();
            table.integer("room");
            table.column("during", "tstzrange");
            table.string("owner").defaultExpression("current_user");
            table.timestamps();
            table.exclude("gist").with("room", "=").with("during", "&&"); // one at a time in a room
            table.check("screening_ends", "NOT upper_inf(during)");
            table.with("fillfactor", 80);
        });
        schema.createFunction("touch", function -> function.returns("trigger").body("plpgsql", """
                BEGIN
                    NEW.updated_at := now();
                    RETURN NEW;
                END"""));
        schema.createTrigger("screening_updated", "screenings").before(UPDATE).forEachRow().execute("touch");
        schema.createView("screenings_now", "SELECT * FROM screenings WHERE during @> now()").securityInvoker();
        schema.grant(Privilege.SELECT).onTable("screenings_now").to("PUBLIC");
        schema.createPolicy("own_screenings", "screenings").using("owner = current_user");
        schema.alterTable("screenings", table -> table.enableRowLevelSecurity());
    }
}
// end::migration[]
