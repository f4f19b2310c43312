package io.quarkiverse.strata.sql;

import java.util.Arrays;
import java.util.List;

/** Several tables, given by names or records. */
final class Tables {

    private Tables() {
    }

    static List<Table> of(String first, String... more) {
        return Lists.concat(List.of(Table.of(first)), Arrays.stream(more).map(Table::of).toList());
    }

    static List<Table> of(Class<?> first, Class<?>... more) {
        return Lists.concat(List.of(Table.of(first)), Arrays.<Class<?>> stream(more).<Table> map(Table::of).toList());
    }
}
