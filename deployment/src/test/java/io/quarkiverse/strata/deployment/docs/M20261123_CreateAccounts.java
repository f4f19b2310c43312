package io.quarkiverse.strata.deployment.docs;

import java.util.List;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

// tag::migration[]
public class M20261123_CreateAccounts implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("accounts", table -> {
            table.bigint("id").primaryKey();
            table.decimal("balance", 12, 2).check("balance >= 0");
        });
        schema.createTable("audit", table -> {
            table.id();
            table.bigint("from_id");
            table.bigint("to_id");
            table.check("two_accounts", "from_id <> to_id");
        });
    }

    @Override
    public List<Class<? extends Migration>> dependencies() {
        return List.of(M20261122_CreateUsers.class);
    }
}
// end::migration[]
