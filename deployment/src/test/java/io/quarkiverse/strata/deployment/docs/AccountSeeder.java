package io.quarkiverse.strata.deployment.docs;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.seeding.Environment;
import io.quarkiverse.strata.seeding.Seeder;
import io.smallrye.mutiny.Uni;

// tag::seeder[]
public class AccountSeeder implements Seeder {

    @Override
    public Uni<Void> run(Queries db) {
        return db.insertAll(List.of(new Account(1L, new BigDecimal("100")), new Account(2L, new BigDecimal("50"))))
                .replaceWithVoid();
    }

    @Override
    public Set<Class<? extends Seeder>> dependencies() {
        return Set.of(UserSeeder.class);
    }

    @Override
    public Set<Environment> environments() {
        return Set.of(Environment.TEST);
    }
    // end::seeder[]

    // tag::truncates[]
    @Override
    public Set<String> truncates() {
        return Set.of("accounts");
    }
    // end::truncates[]
    // tag::seeder[]
}
// end::seeder[]
