package io.quarkiverse.strata.devui.shop;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public class M20261103_CreateOrders implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("orders", table -> {
            table.id();
            table.bigint("customer_id").references("customers");
            table.text("status").check("status IN ('PLACED', 'PAID', 'SENT')");
            table.decimal("total", 12, 2);
            table.timestamps();
        });
    }
}
