package io.quarkiverse.strata.devui.shop;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public class M20261101_CreateCustomers implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("customers", table -> {
            table.id();
            table.string("email").unique();
            table.string("name");
            table.text("notes").nullable();
            table.timestamps();
        });
    }
}
