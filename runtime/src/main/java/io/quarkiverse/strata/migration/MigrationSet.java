package io.quarkiverse.strata.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All migrations of one datasource in the order in which they run: dependencies first, then by id. */
public final class MigrationSet {

    private final Map<String, KnownMigration> migrations = new LinkedHashMap<>();

    private MigrationSet() {
    }

    /**
     * @throws IllegalArgumentException when two have the same id, or one depends on an unknown one, or on itself through
     *         others;
     *         the message names the classes and files
     */
    public static MigrationSet of(Collection<KnownMigration> known) {
        Map<MigrationId, KnownMigration> byId = new TreeMap<>();
        for (KnownMigration migration : known) {
            MigrationDefinition definition = migration.definition();
            KnownMigration other = byId.put(MigrationId.of(definition.id()), migration);
            if (other != null) {
                List<String> sources = java.util.stream.Stream.of(other.definition().source(), definition.source()).sorted()
                        .toList();
                throw new IllegalArgumentException("STRATA-3202: " + sources.get(0) + " and " + sources.get(1)
                        + " both have the id " + definition.id() + ": give one of them another");
            }
        }
        MigrationSet set = new MigrationSet();
        byId.values().forEach(migration -> set.add(migration, byId, new ArrayList<>()));
        return set;
    }

    private void add(KnownMigration migration, Map<MigrationId, KnownMigration> all, List<KnownMigration> path) {
        MigrationDefinition definition = migration.definition();
        if (migrations.containsKey(definition.id())) {
            return;
        }
        boolean cycle = path.contains(migration);
        path.add(migration);
        if (cycle) {
            throw new IllegalArgumentException("STRATA-3202: migrations depend on each other in a circle: "
                    + path.subList(path.indexOf(migration), path.size()).stream().map(step -> step.definition().source())
                            .collect(Collectors.joining(" -> "))
                    + ": remove one of the dependencies");
        }
        definition.dependencies().stream().map(MigrationId::of).sorted().forEach(id -> {
            KnownMigration dependency = all.get(id);
            if (dependency == null) {
                throw new IllegalArgumentException("STRATA-3202: " + definition.source() + " depends on " + id
                        + ", which is no migration of its datasource: remove the dependency or correct the id");
            }
            add(dependency, all, path);
        });
        path.remove(path.size() - 1);
        migrations.put(definition.id(), migration);
    }

    /** In the order in which they run. */
    public List<KnownMigration> inOrder() {
        return List.copyOf(migrations.values());
    }

    /** The definitions in the order in which they run. */
    public List<MigrationDefinition> definitions() {
        return migrations.values().stream().map(KnownMigration::definition).toList();
    }

    KnownMigration get(String id) {
        return migrations.get(id);
    }

    int size() {
        return migrations.size();
    }
}
