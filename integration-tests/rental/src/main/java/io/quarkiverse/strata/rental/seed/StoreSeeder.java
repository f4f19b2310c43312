package io.quarkiverse.strata.rental.seed;

import static io.quarkiverse.strata.rental.seed.Seeds.fillNumbered;

import java.util.Set;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.rental.seed.Rows.AddressRow;
import io.quarkiverse.strata.rental.seed.Rows.CityRow;
import io.quarkiverse.strata.rental.seed.Rows.CountryRow;
import io.quarkiverse.strata.rental.seed.Rows.CustomerRow;
import io.quarkiverse.strata.rental.seed.Rows.InventoryRow;
import io.quarkiverse.strata.rental.seed.Rows.StaffRow;
import io.quarkiverse.strata.rental.seed.Rows.StoreRow;
import io.quarkiverse.strata.seeding.Seeder;
import io.smallrye.mutiny.Uni;

/** Two stores with 4,581 copies and 599 customers, and where all of them are. */
// tag::seeder[]
public class StoreSeeder implements Seeder {

    @Override
    public Uni<Void> run(Queries db) {
        return fillNumbered(db, "country", CountryRow::of)
                .chain(() -> fillNumbered(db, "city", CityRow::of))
                .chain(() -> fillNumbered(db, "address", AddressRow::of))
                .chain(() -> fillNumbered(db, "staff", StaffRow::of))
                .chain(() -> fillNumbered(db, "store", StoreRow::of))
                .chain(() -> fillNumbered(db, "customer", CustomerRow::of))
                .chain(() -> fillNumbered(db, "inventory", InventoryRow::of));
    }

    @Override
    public Set<Class<? extends Seeder>> dependencies() {
        return Set.of(FilmSeeder.class);
    }

    @Override
    public Set<String> truncates() {
        return Set.of("country", "city", "address", "staff", "store", "customer", "inventory");
    }
}
// end::seeder[]
