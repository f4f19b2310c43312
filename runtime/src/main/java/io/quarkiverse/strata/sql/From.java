package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The FROM items of a statement in order, with how each is joined to those before it.
 *
 * @param withDeleted whether rows of records count that are marked as deleted
 */
record From(List<Entry> entries, boolean withDeleted) {

    static final From NONE = new From(List.of(), false);

    /**
     * One item.
     *
     * @param join {@code JOIN}, {@code LEFT JOIN}, …; null for an item after a comma
     * @param on the join's condition, null for none
     * @param using the join's columns, empty for none
     * @param usingAs what these columns are called together, null for nothing
     */
    record Entry(FromItem item, String join, Condition on, List<String> using, String usingAs) {
    }

    From plus(FromItem item) {
        return new From(Lists.plus(entries, new Entry(Misuse.given(item, "from"), null, null, List.of(), null)),
                withDeleted);
    }

    From plus(String join, FromItem item, Condition on, List<String> using) {
        return plus(join, item, on, using, null);
    }

    From plus(String join, FromItem item, Condition on, List<String> using, String usingAs) {
        if (entries.isEmpty()) {
            throw Misuse.of(1111, "a join needs something to join with: call from(…) before it.");
        }
        return new From(Lists.plus(entries, new Entry(Misuse.given(item, "join"), join, on, using, usingAs)), withDeleted);
    }

    /** The same with the rows that are marked as deleted. */
    From includingDeleted() {
        return new From(entries, true);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether it is a table alone, with its columns under their own names. */
    boolean isOneTable() {
        return entries.size() == 1 && entries.get(0).item instanceof Table table && table.columns().isEmpty();
    }

    List<Scope.Source> sources() {
        List<Scope.Source> sources = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            sources.add(source(entry.item));
        }
        return sources;
    }

    static Scope.Source source(FromItem item) {
        if (item instanceof Table table) {
            return new Scope.Source(table.name(), table.alias() != null, table.rowType());
        }
        return new Scope.Source(item.name(), true, item instanceof Derived derived ? derived.rowType() : null);
    }

    void write(SqlWriter writer) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.item instanceof Table table) {
                ScopedWriter.of(writer).touching().reads(table.path());
            }
            writer.sql(i == 0 ? "" : entry.join == null ? ", " : " " + entry.join + " ").node(entry.item);
            if (entry.on != null) {
                writer.sql(" ON ").node(entry.on);
            } else if (!entry.using.isEmpty()) {
                writer.sql(" USING (");
                Lists.names(writer, entry.using);
                writer.sql(")");
                if (entry.usingAs != null) {
                    writer.sql(" AS ").identifier(entry.usingAs);
                }
            }
        }
    }
}
