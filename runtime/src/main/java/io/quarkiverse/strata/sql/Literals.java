package io.quarkiverse.strata.sql;

/**
 * Values as literals, in the few places where PostgreSQL takes or understands nothing else. Strings are quoted so that nothing
 * in them is read as SQL, whatever {@code standard_conforming_strings} says.
 */
final class Literals {

    private Literals() {
    }

    static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw Misuse.of(1105, "a text with the character NUL was given, which PostgreSQL has in no text.");
        }
        String doubled = text.replace("'", "''");
        return doubled.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    static String of(Place place) {
        Parameter parameter = place.parameter();
        if (parameter.isOpen()) {
            throw Misuse.of(1111, "the parameter :" + parameter.name() + " stands in the condition of a partial index, which "
                    + "PostgreSQL compares with the index before it knows parameters. Give the value itself.");
        }
        return literal(parameter.value()) + place.cast();
    }

    private static String literal(Object value) {
        if (value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof Number number) {
            return quotedUnlessPlain(number.toString());
        } else if (value instanceof Enum<?> constant) {
            return quoted(EnumLabels.label(constant));
        } else if (value instanceof java.time.ZonedDateTime time) {
            return quoted(time.toOffsetDateTime().toString()); // its own text names the zone in brackets
        } else if (value instanceof CharSequence || value instanceof Character || value instanceof java.util.UUID
                || value instanceof java.time.temporal.Temporal) {
            return quoted(value.toString());
        }
        throw Misuse.of(1105, "the condition of a partial index takes numbers, booleans, texts, enums and times, and "
                + (value == null ? "null" : value.getClass().getName()) + " was given.");
    }

    private static String quotedUnlessPlain(String digits) {
        return digits.matches("\\d+(\\.\\d+)?") ? digits : "'" + digits + "'";
    }
}
