package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Leaves out the rows that are marked as deleted, of records in FROM that have such a mark: in WHERE where the item's rows are
 * never filled up with nulls, else in its own ON, else in a sub-query in its place.
 */
final class SoftDeletes {

    private static final Set<String> OWN_CONDITION = Set.of("JOIN", "LEFT JOIN");

    private SoftDeletes() {
    }

    /** The column with the mark; null where the item has none. */
    static ColumnDescriptor mark(FromItem item) {
        if (!(item instanceof Table table) || table.rowType() == null) {
            return null;
        }
        return Descriptors.of(table.rowType()).columns().stream()
                .filter(column -> column.role() == ColumnDescriptor.Role.DELETED_AT).findFirst().orElse(null);
    }

    /** What marks a row as deleted: a change like others, which counts its version up and has its time. */
    static List<Assignment> marking(Table table) {
        TableDescriptor<?> descriptor = Descriptors.of(table.rowType());
        List<Assignment> marking = new ArrayList<>(1);
        for (ColumnDescriptor column : descriptor.columns()) {
            switch (column.role()) {
                case DELETED_AT, UPDATED_AT -> marking.add(new Assignment(column.name(), Sql.now()));
                case VERSION -> marking.add(new Assignment(column.name(),
                        new TypedColumn<>(descriptor, column, null).plus(1)));
                default -> {
                }
            }
        }
        return marking;
    }

    /** The condition that the item's row isn't marked. @param alone whether it is the statement's only item */
    static Condition unmarked(Table table, ColumnDescriptor mark, boolean alone) {
        return new TypedColumn<>(Descriptors.of(table.rowType()), mark, alone ? null : table.name()).isNull();
    }

    /** The FROM items with what ON and sub-queries say about marks. */
    static From filtered(From from) {
        if (from.withDeleted() || from.entries().stream().allMatch(entry -> mark(entry.item()) == null)) {
            return from;
        }
        List<From.Entry> entries = new ArrayList<>();
        for (int i = 0; i < from.entries().size(); i++) {
            From.Entry entry = from.entries().get(i);
            ColumnDescriptor mark = mark(entry.item());
            if (mark != null && hasOwnCondition(entry)) {
                entry = new From.Entry(entry.item(), entry.join(),
                        Junction.of("AND", List.of(entry.on(), unmarked((Table) entry.item(), mark, false))), entry.using(),
                        entry.usingAs());
            } else if (mark != null && isFilledUp(from.entries(), i)) {
                entry = new From.Entry(query((Table) entry.item()), entry.join(), entry.on(), entry.using(), entry.usingAs());
            }
            entries.add(entry);
        }
        return new From(List.copyOf(entries), false);
    }

    /** What WHERE says about marks. @param alone whether the first item is the statement's only one */
    static List<Condition> conditions(From from, boolean alone) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < from.entries().size() && !from.withDeleted(); i++) {
            From.Entry entry = from.entries().get(i);
            ColumnDescriptor mark = mark(entry.item());
            if (mark != null && !hasOwnCondition(entry) && !isFilledUp(from.entries(), i)) {
                conditions.add(unmarked((Table) entry.item(), mark, alone));
            }
        }
        return conditions;
    }

    private static boolean hasOwnCondition(From.Entry entry) {
        return entry.on() != null && OWN_CONDITION.contains(entry.join());
    }

    /** Whether its own join or one behind it brings rows in which all of its columns are null. */
    private static boolean isFilledUp(List<From.Entry> entries, int place) {
        String own = entries.get(place).join();
        return own != null && (own.contains("LEFT") || own.contains("FULL"))
                || entries.subList(place + 1, entries.size()).stream()
                        .anyMatch(entry -> entry.join() != null
                                && (entry.join().contains("RIGHT") || entry.join().contains("FULL")));
    }

    /** The rows without marks in the table's place; the query leaves the marked ones out by itself. */
    private static FromItem query(Table table) {
        Table plain = new Table(table.path(), null, table.rowType(), table.isOnly(), table.columns(), table.sample());
        return new Derived(Sql.select(Sql.all()).from(plain), table.name(), List.of(), false, table.rowType());
    }
}
