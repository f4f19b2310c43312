package io.quarkiverse.strata.deployment.docs;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

// tag::migration[]
public class M20261128_TitlesAreGiven implements Migration {

    @Override
    public void up(Schema schema) {
        schema.alterTable("posts", table -> {
            table.check("title_given", "title <> ''").notValid(); // no long lock: rows that are there aren't read
            table.setStatistics("title", 500).was(null); // was(…) makes it undoable
        });
        schema.dropView("screenings_now")
                .was(former -> former.createView("screenings_now", "SELECT * FROM screenings WHERE during @> now()")
                        .securityInvoker());
    }
}
// end::migration[]
