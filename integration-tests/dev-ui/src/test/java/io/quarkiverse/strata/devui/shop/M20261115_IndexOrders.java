package io.quarkiverse.strata.devui.shop;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public class M20261115_IndexOrders implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createIndex("orders", "customer_id").concurrently();
    }
}
