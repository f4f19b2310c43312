package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * One column of a bulk insert.
 *
 * @param name the column's name
 * @param array its values in the order of the rows
 * @param cast what each row's value is cast to, null where the array has the column's type already
 */
record UnnestedColumn(String name, Place array, String cast) {

    /** Arrays of arrays would flatten and JSON has no safe array form: such values travel as text, each by itself. */
    static UnnestedColumn of(ColumnDescriptor column, List<?> rows) {
        PgType type = ColumnTypes.of(column);
        if (type.isArray() && !type.isJson()) {
            List<Object> literals = new ArrayList<>(rows.size());
            rows.forEach(value -> literals.add(value == null ? null : ArrayLiteral.of(value)));
            return new UnnestedColumn(column.name(), place(literals, PgType.TEXT.array()), type.name());
        }
        return new UnnestedColumn(column.name(), place(new ArrayList<>(rows), type.array()), null);
    }

    private static Place place(List<Object> values, PgType type) {
        Collection<Object> kept = Collections.unmodifiableList(values);
        return new Place(new Parameter(null, kept, type, true, null), CastRule.ALWAYS, null);
    }
}
