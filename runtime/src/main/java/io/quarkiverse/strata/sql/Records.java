package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;

/** Reads records through their descriptors. */
final class Records {

    private Records() {
    }

    static TableDescriptor<?> descriptor(Object record) {
        return Descriptors.of(Misuse.given(record, "record").getClass());
    }

    /** The columns that an insert writes. */
    static List<ColumnDescriptor> written(TableDescriptor<?> table) {
        return table.columns().stream().filter(column -> !column.generated()).toList();
    }

    @SuppressWarnings("unchecked")
    static Object value(TableDescriptor<?> table, ColumnDescriptor column, Object record) {
        return ((TableDescriptor<Object>) table).value(record, table.columns().indexOf(column));
    }

    /** A column's value of a record in its place. */
    static Place place(TableDescriptor<?> table, ColumnDescriptor column, Object record) {
        return new Place(parameter(column, value(table, column, record)), CastRule.NUMBERS, null);
    }

    static Parameter parameter(ColumnDescriptor column, Object value) {
        return new Parameter(null, value, ColumnTypes.assigned(column), ColumnTypes.casts(column), column.javaType());
    }

    static List<Object> values(TableDescriptor<?> table, ColumnDescriptor column, List<?> records) {
        List<Object> values = new ArrayList<>(records.size());
        for (Object record : records) {
            if (Misuse.given(record, "records").getClass() != table.type()) {
                throw Misuse.of(1111, "records(…) takes records of one class: " + table.type().getName() + " and "
                        + record.getClass().getName() + " are among them.");
            }
            values.add(value(table, column, record));
        }
        return values;
    }
}
