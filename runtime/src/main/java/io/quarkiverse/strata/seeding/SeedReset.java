package io.quarkiverse.strata.seeding;

import java.util.List;

/**
 * What {@link Seeding#reset()} did in one datasource.
 *
 * @param dataSource the datasource
 * @param tables the tables that it emptied, as SQL writes them
 * @param seeders the names of the classes of the seeders that will run again
 */
public record SeedReset(String dataSource, List<String> tables, List<String> seeders) {

    public SeedReset {
        tables = List.copyOf(tables);
        seeders = List.copyOf(seeders);
    }
}
