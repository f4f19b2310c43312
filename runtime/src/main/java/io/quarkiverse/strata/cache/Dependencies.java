package io.quarkiverse.strata.cache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tokens that a read's result depends on.
 *
 * @param withRows those of a result that has rows
 * @param withoutRows those of an empty one: a row that isn't there has no token of its own that an insert would raise
 */
record Dependencies(List<String> withRows, List<String> withoutRows) {

    List<String> all() {
        Set<String> all = new LinkedHashSet<>(withRows);
        all.addAll(withoutRows);
        return List.copyOf(all);
    }

    List<String> of(boolean empty) {
        return empty ? withoutRows : withRows;
    }
}
