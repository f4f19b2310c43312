package io.quarkiverse.strata.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type under which a value meets a typed column. */
final class ColumnTypes {

    private static final Set<String> DECLARED = Set.of("int2", "smallint", "int4", "int", "integer", "int8", "bigint", "float4",
            "real", "float8", "double precision", "numeric", "decimal");

    /** Without a length these are one character long, and a cast to them cuts off the rest. */
    private static final Pattern PADDED = Pattern
            .compile("(?i)(?:bit|char|character|nchar|national char|national character)((?:\\[])*)");

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
        String bare = length < 0 ? name : name.substring(0, length) + name.substring(name.indexOf(')') + 1);
        Matcher padded = PADDED.matcher(bare);
        String whole = bare.regionMatches(true, 0, "bit", 0, 3) ? "varbit" : "bpchar";
        return padded.matches() ? new PgType(whole + padded.group(1)) : length < 0 ? column.type() : new PgType(bare);
    }

    /**
     * The type under which a value is assigned: a number's as the record declares it, so that one that the column would round
     * or that is out of its range fails before it is sent.
     */
    static PgType assigned(ColumnDescriptor column) {
        String name = column.type().name();
        int length = name.indexOf('(');
        String base = (length < 0 ? name : name.substring(0, length)).toLowerCase(Locale.ROOT);
        return isNumber(column) && DECLARED.contains(base) ? column.type() : of(column);
    }

    /** Whether the place says its type even beside the column: numbers, what travels as text, and composites. */
    static boolean casts(ColumnDescriptor column) {
        return isNumber(column) || column.type().isSentAsText() || Descriptors.composite(column.javaType()) != null;
    }

    private static boolean isNumber(ColumnDescriptor column) {
        PgType type = Types.of(column.javaType());
        return type != null && Types.isNumber(type.name());
    }
}
