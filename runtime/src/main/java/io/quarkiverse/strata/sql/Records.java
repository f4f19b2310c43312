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
        return table.columns().stream()
                .filter(column -> !column.generated() && column.role() != ColumnDescriptor.Role.DELETED_AT)
                .toList();
    }

    /** The columns whose values an insert has from the record. */
    static List<ColumnDescriptor> given(List<ColumnDescriptor> written) {
        return written.stream().filter(column -> !column.role().isClock()).toList();
    }

    /** The columns whose values an insert has from the server's clock. */
    static List<ColumnDescriptor> clocks(List<ColumnDescriptor> written) {
        return written.stream().filter(column -> column.role().isClock()).toList();
    }

    /** What is written for a component: a row's first version is 0 where the record has none. */
    @SuppressWarnings("unchecked")
    static Object value(TableDescriptor<?> table, ColumnDescriptor column, Object record) {
        Object value = ((TableDescriptor<Object>) table).value(record, table.columns().indexOf(column));
        return value != null || column.role() != ColumnDescriptor.Role.VERSION ? value
                : column.javaType() == Integer.class ? (Object) 0 : 0L;
    }

    /** What an insert writes for a record. */
    static Operand operand(TableDescriptor<?> table, ColumnDescriptor column, Object record) {
        return column.role().isClock() ? Sql.now()
                : new Bound<>(new Place(parameter(column, value(table, column, record)), CastRule.NUMBERS, null),
                        Object.class);
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
