package io.quarkiverse.strata.deployment.docs;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

// tag::migration[]
public class M20261124_IndexTitles implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createIndex("posts", "title").concurrently(); // runs outside a transaction, while posts are written
    }
}
// end::migration[]
