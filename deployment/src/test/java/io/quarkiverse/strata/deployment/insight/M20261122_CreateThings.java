package io.quarkiverse.strata.deployment.insight;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public class M20261122_CreateThings implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("things", table -> table.id());
    }
}
