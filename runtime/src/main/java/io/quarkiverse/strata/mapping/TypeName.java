package io.quarkiverse.strata.mapping;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.strata.sql.PgType;

/**
 * A type's name taken apart: {@code numeric(10,2)[]} is an array of numeric with the modifiers 10 and 2.
 *
 * @param wire how its single values travel
 * @param length the first modifier, the digits of a numeric or the characters of a text, -1 when there is none
 * @param scale the second modifier, 0 when there is none
 * @param array whether it is an array type
 * @param nested whether it is one of more than one dimension
 */
record TypeName(Wire wire, int length, int scale, boolean array, boolean nested) {

    private static final Map<PgType, TypeName> KNOWN = new ConcurrentHashMap<>();

    static TypeName of(PgType type) {
        TypeName known = KNOWN.get(type);
        return known != null ? known : KNOWN.computeIfAbsent(type, TypeName::parse);
    }

    private static TypeName parse(PgType type) {
        PgType single = type;
        while (single.isArray()) {
            single = single.element();
        }
        String name = single.name().strip();
        if (name.startsWith("pg_catalog.")) {
            name = name.substring("pg_catalog.".length());
        }
        int open = name.indexOf('(');
        int close = name.indexOf(')', open + 1);
        int length = -1;
        int scale = 0;
        if (open > 0 && close > 0 && !name.startsWith("\"")) {
            String[] modifiers = name.substring(open + 1, close).split(",");
            length = integer(modifiers[0]);
            scale = modifiers.length > 1 ? integer(modifiers[1]) : 0;
            name = name.substring(0, open) + name.substring(close + 1);
        }
        Wire wire = Wire.named(name.startsWith("\"") ? name : name.strip().toLowerCase(Locale.ROOT));
        return new TypeName(wire, length, scale, type.isArray(), type.element().isArray());
    }

    private static int integer(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Whether a list or array can be a single value. */
    boolean takesArrays() {
        return wire == Wire.JSON || wire == Wire.VECTOR;
    }

    /** Encodes one value and checks it against the modifiers, to which a cast would cut it without a word. */
    Object encode(Object value) {
        Object encoded = wire.encode(value);
        if (length >= 0 && encoded instanceof BigDecimal decimal && wire == Wire.NUMERIC) {
            checkDigits(decimal.stripTrailingZeros());
        }
        if (length >= 0 && wire == Wire.TEXT && encoded instanceof String text
                && text.codePointCount(0, text.length()) > length) {
            throw new ConversionException("it is longer than the type allows. Shorten it, or use text");
        }
        return encoded;
    }

    private void checkDigits(BigDecimal decimal) {
        if (decimal.signum() == 0) {
            return;
        }
        if (decimal.scale() > scale) {
            throw new ConversionException("it has more decimals than the type allows. Round it explicitly");
        }
        if (decimal.precision() - decimal.scale() > length - scale) {
            throw new ConversionException("it has more digits than the type allows. Use a type that can hold it");
        }
    }
}
