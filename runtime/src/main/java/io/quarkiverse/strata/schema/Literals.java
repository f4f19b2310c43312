package io.quarkiverse.strata.schema;

import java.time.Duration;
import java.time.Period;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Values as SQL literals, for the places of DDL where PostgreSQL takes no parameter. */
final class Literals {

    private Literals() {
    }

    /** Text as a literal that means the same whatever {@code standard_conforming_strings} says. */
    static String text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("STRATA-3103: a text holds the character 0, which PostgreSQL can't store");
        }
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    static String texts(List<String> texts) {
        return texts.stream().map(Literals::text).collect(Collectors.joining(", "));
    }

    static String value(Object value) {
        ColumnDefault literal = literal(value);
        return literal.sql();
    }

    static ColumnDefault literal(Object value) {
        if (value instanceof Boolean || value instanceof Integer || value instanceof Long || value instanceof Short
                || value instanceof Byte || value instanceof java.math.BigInteger) {
            return new ColumnDefault(ColumnDefault.Kind.NUMBER, value.toString());
        }
        if (value instanceof java.math.BigDecimal decimal) {
            return new ColumnDefault(ColumnDefault.Kind.NUMBER, decimal.toPlainString());
        }
        if (value instanceof Enum<?> constant) {
            return new ColumnDefault(ColumnDefault.Kind.TEXT, constant.name());
        }
        if (value instanceof byte[] bytes) {
            return new ColumnDefault(ColumnDefault.Kind.TEXT, "\\x" + HexFormat.of().formatHex(bytes));
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof UUID
                || value instanceof Double || value instanceof Float || value instanceof Duration || value instanceof Period
                || value instanceof Temporal) {
            return new ColumnDefault(ColumnDefault.Kind.TEXT, value.toString());
        }
        throw new IllegalArgumentException("STRATA-3103: a value of type "
                + (value == null ? "null" : value.getClass().getName())
                + " has no literal: write it as SQL, defaultExpression(\"…\")");
    }
}
