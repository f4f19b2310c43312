package io.quarkiverse.strata.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The same work done by several.
 *
 * @param name what is done
 * @param floor whose time the others' are divided into
 * @param entrants who does it, by name, in the order of the table
 */
public record Contest(String name, String floor, Map<String, Work> entrants) {

    public static Contest of(String name, String floor) {
        return new Contest(name, floor, new LinkedHashMap<>());
    }

    public Contest enter(String entrant, Work work) {
        entrants.put(entrant, work);
        return this;
    }
}
