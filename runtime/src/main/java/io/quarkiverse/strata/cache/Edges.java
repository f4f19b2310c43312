package io.quarkiverse.strata.cache;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How relations hang together; all by their oids. */
final class Edges {

    /**
     * A foreign key that changes rows of the referencing table.
     *
     * @param child the referencing table
     * @param onUpdate whether an update of the referenced key changes its rows
     * @param onDelete {@code c} where a delete of the referenced row deletes its rows, {@code n} where it changes them, a
     *        blank where it does neither
     */
    record Reference(long child, boolean onUpdate, char onDelete) {
    }

    private final Map<Long, Set<Reference>> references = new HashMap<>();
    private final Map<Long, Set<Long>> parents = new HashMap<>();
    private final Map<Long, Set<Long>> children = new HashMap<>();
    private final Map<Long, Set<Long>> underViews = new HashMap<>();

    void reference(long referenced, Reference reference) {
        references.computeIfAbsent(referenced, none -> new HashSet<>()).add(reference);
    }

    void inherits(long child, long parent) {
        parents.computeIfAbsent(child, none -> new HashSet<>()).add(parent);
        children.computeIfAbsent(parent, none -> new HashSet<>()).add(child);
    }

    void reads(long view, long relation) {
        underViews.computeIfAbsent(view, none -> new HashSet<>()).add(relation);
    }

    Set<Reference> references(long table) {
        return references.getOrDefault(table, Set.of());
    }

    Set<Long> under(long view) {
        return underViews.getOrDefault(view, Set.of());
    }

    /** The tables whose rows are also rows of this one, and those whose rows this one's are; partitions among them. */
    Set<Long> family(long table) {
        Set<Long> family = new HashSet<>();
        collect(table, parents, family);
        collect(table, children, family);
        return family;
    }

    Set<Long> descendants(long table) {
        Set<Long> descendants = new HashSet<>();
        collect(table, children, descendants);
        return descendants;
    }

    private static void collect(long from, Map<Long, Set<Long>> edges, Set<Long> found) {
        for (long next : edges.getOrDefault(from, Set.of())) {
            if (found.add(next)) {
                collect(next, edges, found);
            }
        }
    }
}
