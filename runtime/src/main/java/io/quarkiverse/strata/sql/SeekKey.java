package io.quarkiverse.strata.sql;

/**
 * One column that a select is sorted by, as paging by keys sees it.
 *
 * @param left the column as the order has it
 * @param column the record's column, whose values cursors have
 * @param nullsFirst where nulls come, if there can be some
 */
record SeekKey(Expression<?> left, TypedColumn<?> column, boolean descending, boolean nullsFirst, boolean nullable) {

    private String operator() {
        return descending ? "<" : ">";
    }

    private Condition compared(String operator, Object value) {
        return Comparison.of(left, operator, Bound.beside(column, value), "seekAfter");
    }

    Condition after(Object value) {
        return compared(operator(), value);
    }

    Condition atOrAfter(Object value) {
        return compared(operator() + "=", value);
    }

    Condition same(Object value) {
        return value == null ? new IsTest(left, "IS NULL") : compared("=", value);
    }

    /** Whether nulls come behind a value that is none. */
    boolean nullsFollow() {
        return nullable && !nullsFirst;
    }

    /** Whether both can be fields of one comparison of rows. */
    boolean alike(SeekKey other) {
        return !nullable && !other.nullable && descending == other.descending;
    }

    /** What a cursor has to agree with. */
    String described() {
        return column.column().name() + " " + column.javaType().getName() + (descending ? " desc" : " asc")
                + (nullsFirst ? " first" : " last");
    }
}
