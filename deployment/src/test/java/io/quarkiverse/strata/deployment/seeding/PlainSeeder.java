package io.quarkiverse.strata.deployment.seeding;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.seeding.Seeder;
import io.smallrye.mutiny.Uni;

/** Writes nothing. */
public abstract class PlainSeeder implements Seeder {

    @Override
    public Uni<Void> run(Queries db) {
        return Uni.createFrom().voidItem();
    }
}
