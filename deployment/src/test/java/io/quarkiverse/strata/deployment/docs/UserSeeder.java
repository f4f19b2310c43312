package io.quarkiverse.strata.deployment.docs;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.seeding.Seeder;
import io.smallrye.mutiny.Uni;

// tag::seeder[]
public class UserSeeder implements Seeder {

    @Override
    public Uni<Void> run(Queries db) {
        return db.insert(User.of("admin@example.com", "Administrator")).replaceWithVoid();
    }
}
// end::seeder[]
