package io.quarkiverse.strata.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What the application says that the triggers and rules of its tables change, with the tables that the catalog has. */
final class Triggers {

    private final Map<Long, Set<Long>> changes = new HashMap<>();
    private final Set<String> unknown = new LinkedHashSet<>();

    /**
     * @param declared the tables that are changed by the name of the table that is written
     * @param find finds the oid of a name, null when there is none
     */
    Triggers(Map<String, List<String>> declared, Function<List<String>, Long> find) {
        declared.forEach((table, changed) -> {
            Set<Long> oids = new LinkedHashSet<>();
            List<String> names = new ArrayList<>(changed);
            names.removeIf(name -> {
                Long oid = find.apply(parts(name));
                return oid != null && (oids.contains(oid) || oids.add(oid));
            });
            unknown.addAll(names);
            Long oid = find.apply(parts(table));
            if (oid == null) {
                unknown.add(table);
            } else if (names.isEmpty()) {
                changes.put(oid, oids);
            }
        });
    }

    /** The relations that change with this one; null where nobody says. */
    Set<Long> of(long relation) {
        return changes.get(relation);
    }

    /** The names that no relation has. */
    Set<String> unknown() {
        return unknown;
    }

    private static List<String> parts(String name) {
        return List.of(name.split("\\."));
    }
}
