package io.quarkiverse.strata.rental.seed;

import static io.quarkiverse.strata.rental.seed.Seeds.fillNumbered;

import java.util.Set;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.rental.seed.Rows.PaymentRow;
import io.quarkiverse.strata.rental.seed.Rows.RentalRow;
import io.quarkiverse.strata.seeding.Seeder;
import io.smallrye.mutiny.Uni;

/** 16,044 rentals, of which 183 are still out, and 16,049 payments. */
public class RentalSeeder implements Seeder {

    @Override
    public Uni<Void> run(Queries db) {
        return fillNumbered(db, "rental", RentalRow::of)
                .chain(() -> fillNumbered(db, "payment", PaymentRow::of));
    }

    @Override
    public Set<Class<? extends Seeder>> dependencies() {
        return Set.of(StoreSeeder.class);
    }

    @Override
    public Set<String> truncates() {
        return Set.of("rental", "payment", "loyalty_card", "newsletter");
    }
}
