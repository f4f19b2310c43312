package io.quarkiverse.strata.devui.shop;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public class M20261118_DropCustomerNotes implements Migration {

    @Override
    public void up(Schema schema) {
        schema.alterTable("customers", table -> table.dropColumn("notes", was -> was.text("notes").nullable()));
    }
}
