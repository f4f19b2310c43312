package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code column = value} in SET, or {@code (column, column) = value}.
 *
 * @param targets what is written
 * @param value what it becomes; for several targets a row or a sub-query of as many columns
 */
public record Assignment(List<Target> targets, Operand value) implements Node {

    public Assignment(String column, Operand value) {
        this(List.of(Target.of(column)), value);
    }

    /** A value meets the descriptor's column where the table is a mapped record's, and is untyped elsewhere. */
    static Assignment of(Class<?> rowType, String column, Object value) {
        String name = NamedColumns.bare("set", column);
        return new Assignment(name, Bound.assigned(target(rowType, name), value));
    }

    static Assignment of(Expression<?> target, Object value) {
        Column<?> column = target instanceof Column<?> given ? given : Bound.ANY_COLUMN;
        return new Assignment(List.of(Target.of(Misuse.given(target, "set"), "set")), Bound.assigned(column, value));
    }

    /** Values in a row meet their columns as they would by themselves; one column takes the one value without a row. */
    static Assignment of(Class<?> rowType, List<String> columns, Operand value) {
        if (Misuse.given(columns, "set").isEmpty()) {
            throw Misuse.of(1111, "set(…) was given no column.");
        }
        List<Target> targets = columns.stream().map(name -> Target.of(NamedColumns.bare("set", name))).toList();
        if (!(Misuse.given(value, "set") instanceof RowValue row) || row.fields().size() != targets.size()) {
            return new Assignment(targets, value);
        }
        List<Operand> fields = new ArrayList<>(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            Operand field = row.fields().get(i);
            fields.add(field instanceof Bound<?> bound ? bound.assigned(target(rowType, targets.get(i).column())) : field);
        }
        return new Assignment(targets, fields.size() == 1 ? fields.get(0) : new RowValue(List.copyOf(fields)));
    }

    static Column<?> target(Class<?> rowType, String name) {
        if (rowType != null) {
            TableDescriptor<?> table = Descriptors.of(rowType);
            for (ColumnDescriptor column : table.columns()) {
                if (column.name().equals(name)) {
                    return new TypedColumn<>(table, column, null);
                }
            }
        }
        return new NamedColumn(List.of(name));
    }

    /** The first column that it writes to. */
    public String column() {
        return targets.get(0).column();
    }

    /** The columns of which it writes at least a part. */
    List<String> columns() {
        return targets.stream().map(Target::column).toList();
    }

    @Override
    public void writeTo(SqlWriter writer) {
        if (targets.size() == 1) {
            writer.node(targets.get(0)).sql(" = ");
        } else {
            writer.sql("(");
            Lists.commas(writer, targets);
            writer.sql(") = ");
        }
        Precedence.OR.write(writer, value);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
