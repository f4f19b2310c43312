package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** {@code (a, b) IN (SELECT * FROM unnest($1, $2))}: one array for each column, whatever the number of rows. */
final class InRowValues {

    private InRowValues() {
    }

    static Condition of(RowValue row, Collection<?> rows, boolean negated) {
        if (rows == null) {
            Values.list(null, null, row::toString);
        }
        if (rows.isEmpty()) {
            return new Constant(negated);
        }
        int width = row.fields().size();
        List<Operand> arrays = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            List<Object> column = new ArrayList<>(rows.size());
            for (Object each : rows) {
                if (!(each instanceof List<?> values) || values.size() != width) {
                    throw Misuse.of(1107, "in(…) on " + row + " takes a list of lists with " + width + " values each.");
                }
                column.add(values.get(i));
            }
            arrays.add(array(row.fields().get(i), column));
        }
        FunctionCall<Object> unnest = FunctionCall.of("unnest", Object.class, arrays);
        Select<?> values = Select.of(new Selection.Items(List.of(new All(List.of()))), Shape.row())
                .from(new FunctionTable(unnest, null, List.of(), false));
        return new InRows(row, values, negated);
    }

    private static Operand array(Operand field, List<Object> given) {
        TypedColumn<?> column = field instanceof TypedColumn<?> typed ? typed : null;
        if (column != null) {
            InList.checkElement(column.column(), column.described());
        }
        List<Object> values = Values.list(given, column == null ? null : Types.boxed(column.column().javaType()),
                column == null ? field::toString : column::described);
        PgType type = column == null ? Types.ofValue(values) : ColumnTypes.of(column.column()).array();
        return new Bound<>(
                new Place(new Parameter(null, values, type, true, column == null ? null : column.column().javaType()),
                        CastRule.ALWAYS, null),
                Object.class);
    }
}
