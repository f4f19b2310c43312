package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Paging by keys: from a select's order the cursor of a row, and from a cursor the condition of the rows behind it. */
final class Seek<T> {

    private final TableDescriptor<T> table;
    private final List<SeekKey> keys;

    private Seek(TableDescriptor<T> table, List<SeekKey> keys) {
        this.table = table;
        this.keys = keys;
    }

    static <T> Seek<T> of(SelectNode node, Shape<T> shape) {
        if (!(node.body() instanceof Body.Core core) || !core.groupBy().isEmpty() || !core.having().isEmpty()
                || core.distinct() != null && !core.distinct().on().isEmpty()
                || !(core.selection() instanceof Selection.OfRecord record) || record.table().type() != shape.type()) {
            throw refused("it is no select(Record.class) without groups. Select the record from it: "
                    + "select(Record.class).from(query.as(\"name\")).");
        }
        if (node.tail().offset() != null || node.tail().withTies()) {
            throw refused("it has offset(…) or withTies(), which count rows from the start. Leave them out.");
        }
        TableDescriptor<T> table = Descriptors.of(shape.type());
        List<SeekKey> keys = new SeekKeys(table, SelectNode.from(core)).of(node.tail().orderBy());
        for (ColumnDescriptor column : table.columns()) {
            if (column.id() && keys.stream().noneMatch(key -> key.column().column().equals(column))) {
                throw refused("its order leaves ties, of which rows would be lost between pages: " + column.name()
                        + " is @Id and isn't in orderBy(…). Add it at the end.");
            }
        }
        return new Seek<>(table, keys);
    }

    static IllegalArgumentException refused(String why) {
        return Misuse.of(1117, "the select can't be paged by keys: " + why);
    }

    String cursorOf(T row) {
        List<String> texts = new ArrayList<>(keys.size());
        for (SeekKey key : keys) {
            ColumnDescriptor column = key.column().column();
            Object value = Values.fit(table.value(row, table.columns().indexOf(column)), null, key.column()::described);
            String text = value == null ? null : CursorValue.text(value);
            if (text == null && (value != null || !key.nullable())) {
                throw refused(key.column().described() + " has a value in this row that can't be compared with: "
                        + (value == null ? "null, where notNull() or the record says that there is none."
                                : "it is -infinity, or too long."));
            }
            texts.add(text);
        }
        return Cursor.write(order(), texts);
    }

    Condition after(String cursor) {
        return after(0, values(cursor));
    }

    private List<Object> values(String cursor) {
        try {
            List<String> texts = Cursor.read(order(), keys.size(), cursor);
            List<Object> values = new ArrayList<>(texts.size());
            for (int i = 0; i < texts.size(); i++) {
                SeekKey key = keys.get(i);
                if (texts.get(i) == null && !key.nullable()) {
                    throw new IllegalArgumentException();
                }
                values.add(texts.get(i) == null ? null : CursorValue.read(key.column().column(), texts.get(i)));
            }
            return values;
        } catch (RuntimeException stranger) { // nothing of it is told: it may be anything
            throw Misuse.of(1118,
                    "the cursor is none of this query: it was cut or changed, or made for another record or order. "
                            + "Begin again without a cursor.");
        }
    }

    private String order() {
        return table.type().getSimpleName() + keys.stream().map(SeekKey::described).collect(Collectors.joining(", ", " ", ""));
    }

    /** The rows behind these values in the columns from {@code first} on, which are equal in those before. */
    private Condition after(int first, List<Object> values) {
        SeekKey key = keys.get(first);
        Object value = values.get(first);
        List<SeekKey> behind = keys.subList(first + 1, keys.size());
        if (!behind.isEmpty() && behind.stream().allMatch(key::alike)) {
            return row(first, values);
        }
        List<Condition> after = new ArrayList<>(3);
        if (value != null) {
            after.add(key.after(value));
            if (key.nullsFollow()) {
                after.add(new IsTest(key.left(), "IS NULL"));
            }
        } else if (key.nullsFirst()) {
            after.add(new IsTest(key.left(), "IS NOT NULL"));
        }
        if (behind.isEmpty()) {
            return Junction.of("OR", after);
        }
        Condition rest = after(first + 1, values);
        if (value != null && !key.nullsFollow()) { // one range of an index, of which little is thrown away
            return key.atOrAfter(value).and(key.after(value).or(rest));
        }
        after.add(key.same(value).and(rest));
        return Junction.of("OR", after);
    }

    private Condition row(int first, List<Object> values) {
        List<Operand> left = new ArrayList<>();
        List<Operand> right = new ArrayList<>();
        for (int i = first; i < keys.size(); i++) {
            left.add(keys.get(i).left());
            right.add(Bound.beside(keys.get(i).column(), values.get(i))); // pair by pair, as the columns compare
        }
        return Comparison.of(new RowValue(left), keys.get(first).descending() ? "<" : ">", new RowValue(right), "seekAfter");
    }
}
