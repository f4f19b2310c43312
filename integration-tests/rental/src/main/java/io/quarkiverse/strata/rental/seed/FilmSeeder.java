package io.quarkiverse.strata.rental.seed;

import static io.quarkiverse.strata.rental.seed.Seeds.fill;
import static io.quarkiverse.strata.rental.seed.Seeds.fillNumbered;

import java.util.Set;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.rental.seed.Rows.ActorRow;
import io.quarkiverse.strata.rental.seed.Rows.CategoryRow;
import io.quarkiverse.strata.rental.seed.Rows.FilmActorRow;
import io.quarkiverse.strata.rental.seed.Rows.FilmCategoryRow;
import io.quarkiverse.strata.rental.seed.Rows.FilmRow;
import io.quarkiverse.strata.rental.seed.Rows.LanguageRow;
import io.quarkiverse.strata.seeding.Seeder;
import io.smallrye.mutiny.Uni;

/** 1,000 films with their actors and categories. */
public class FilmSeeder implements Seeder {

    @Override
    public Uni<Void> run(Queries db) {
        return fillNumbered(db, "language", LanguageRow::of)
                .chain(() -> fillNumbered(db, "film", FilmRow::of))
                .chain(() -> fillNumbered(db, "category", CategoryRow::of))
                .chain(() -> fill(db, "film_category", FilmCategoryRow::of))
                .chain(() -> fillNumbered(db, "actor", ActorRow::of))
                .chain(() -> fill(db, "film_actor", FilmActorRow::of));
    }

    @Override
    public Set<String> truncates() {
        return Set.of("language", "film", "category", "film_category", "actor", "film_actor");
    }
}
