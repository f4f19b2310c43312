package io.quarkiverse.strata.seeding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The order in which seeders run. */
public final class SeederOrder {

    private SeederOrder() {
    }

    /**
     * Sorts seeders: each after its dependencies, and among those that may run next the one whose class name comes first.
     *
     * @param seeders all of them; dependencies are among them
     * @throws IllegalArgumentException when two have the same id in one datasource, or they wait for each other in a circle
     */
    public static List<SeederDefinition> sort(Collection<SeederDefinition> seeders) {
        refuseDuplicates(seeders);
        TreeMap<String, SeederDefinition> waiting = new TreeMap<>();
        seeders.forEach(seeder -> waiting.put(seeder.seeder(), seeder));
        List<SeederDefinition> sorted = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (!waiting.isEmpty()) {
            SeederDefinition next = waiting.values().stream().filter(seeder -> done.containsAll(seeder.dependencies()))
                    .findFirst().orElseThrow(() -> circle(waiting));
            waiting.remove(next.seeder());
            done.add(next.seeder());
            sorted.add(next);
        }
        return sorted;
    }

    private static void refuseDuplicates(Collection<SeederDefinition> seeders) {
        Map<String, SeederDefinition> byId = new HashMap<>();
        for (SeederDefinition seeder : new TreeMap<>(byName(seeders)).values()) {
            SeederDefinition other = byId.put(seeder.dataSource() + "\0" + seeder.id(), seeder);
            if (other != null) {
                throw new IllegalArgumentException("STRATA-4171: The seeders " + other.seeder() + " and " + seeder.seeder()
                        + " have the same id \"" + seeder.id()
                        + "\", so a database that one has seeded would never be seeded by"
                        + " the other. Give one of them another id.");
            }
        }
    }

    private static Map<String, SeederDefinition> byName(Collection<SeederDefinition> seeders) {
        Map<String, SeederDefinition> byName = new HashMap<>();
        seeders.forEach(seeder -> byName.put(seeder.seeder(), seeder));
        return byName;
    }

    /** Everyone left waits for somebody left, so following that leads round in the end. */
    private static IllegalArgumentException circle(TreeMap<String, SeederDefinition> waiting) {
        List<String> path = new ArrayList<>();
        String name = waiting.firstKey();
        while (!path.contains(name)) {
            path.add(name);
            name = new TreeSet<>(waiting.get(name).dependencies()).stream().filter(waiting::containsKey).findFirst()
                    .orElseThrow();
        }
        List<String> circle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
        circle.add(name);
        return new IllegalArgumentException("STRATA-4172: Seeders depend on each other in a circle: "
                + String.join(" -> ", circle) + ". Take one of these dependencies out.");
    }
}
