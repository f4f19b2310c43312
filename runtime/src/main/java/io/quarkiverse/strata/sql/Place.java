package io.quarkiverse.strata.sql;

import java.util.Collection;

/**
 * A parameter's place in a text.
 *
 * @param parameter the value or the open name
 * @param rule decides about the cast when the value is bound, where the type isn't known before
 * @param column the column that it is compared with or assigned to; null when there is none or nothing is known of it
 */
record Place(Parameter parameter, CastRule rule, TypedColumn<?> column) {

    /** The same place with a value, checked against the type where one is known. */
    Place bind(Object value) {
        PgType known = parameter.type();
        if (known != null) {
            return with(list() ? Values.list(value, parameter.javaType(), this::described)
                    : Values.fit(value, parameter.javaType(), this::described), known, parameter.cast());
        }
        if (value instanceof Collection<?>) {
            Object values = Values.list(value, null, this::described);
            PgType type = Types.ofValue(values);
            if (type == null) {
                throw Misuse.of(1107,
                        described() + " was bound to an empty list, which tells no type. Name the class of its elements: "
                                + "param(\"" + parameter.name() + "\", Long.class).");
            }
            return with(values, type, rule.casts(type));
        }
        PgType type = Types.ofValue(value);
        return with(value, type, type != null && rule.casts(type));
    }

    private String described() {
        return "the parameter :" + parameter.name() + (column == null ? "" : " (" + column.described() + ")");
    }

    /** Fills an unnamed place with a value that is no list for IN. */
    Place bindQuietly(Object given) {
        Object value = Values.fit(given, null, () -> "a value");
        PgType type = Types.ofValue(value);
        return with(value, type, type != null && rule.casts(type));
    }

    private boolean list() {
        Class<?> javaType = parameter.javaType();
        return parameter.type().isArray() && javaType != null && !javaType.isArray()
                && !Collection.class.isAssignableFrom(javaType);
    }

    private Place with(Object value, PgType type, boolean cast) {
        boolean inferred = !cast && type != null && type.element().equals(PgType.TEXT) && parameter.type() == null;
        return new Place(new Parameter(null, value, inferred ? null : type, cast, parameter.javaType()), rule, column);
    }

    /** Whether binding a value changes nothing about the cast. */
    boolean knowsItsCast() {
        return !parameter.isOpen() || parameter.type() != null;
    }

    boolean hasCast() {
        return parameter.cast() && parameter.type() != null;
    }

    /** The cast behind {@code $n}, empty when there is none; what the Vert.x client can't send travels as text. */
    String cast() {
        if (!hasCast()) {
            return "";
        }
        PgType type = parameter.type();
        if (type.isSentAsText()) {
            boolean array = type.isArray() && !type.element().isArray();
            return array ? "::text[]::" + type : "::text::" + type;
        }
        return "::" + type;
    }
}
