package io.quarkiverse.strata.sql;

/** The type under which a value meets a typed column. */
final class ColumnTypes {

    private ColumnTypes() {
    }

    /**
     * For numbers the type of the Java class, so that a narrower column is never compared with a narrowed value; else the
     * column's own, without a length (a cast to {@code varchar(20)} would cut silently).
     */
    static PgType of(ColumnDescriptor column) {
        if (isNumber(column)) {
            return Types.of(column.javaType());
        }
        String name = column.type().name();
        int length = name.indexOf('(');
        return length < 0 ? column.type() : new PgType(name.substring(0, length) + name.substring(name.indexOf(')') + 1));
    }

    /** Whether the place says its type even beside the column: numbers, and JSON, which travels as text. */
    static boolean casts(ColumnDescriptor column) {
        return isNumber(column) || column.type().isJson();
    }

    private static boolean isNumber(ColumnDescriptor column) {
        PgType type = Types.of(column.javaType());
        return type != null && Types.isNumber(type.name());
    }
}
