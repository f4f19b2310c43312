package io.quarkiverse.strata.sql;

import java.util.Collection;

/**
 * A parameter's place in a text.
 *
 * @param parameter the value or the open name
 * @param rule decides about the cast when the value is bound, where the type isn't known before
 * @param column the column that it is compared with or assigned to, as messages name it; null when there is none
 */
record Place(Parameter parameter, CastRule rule, String column) {

    /** The same place with a value, checked against the type where one is known. */
    Place bind(Object value) {
        String what = column == null ? "the parameter :" + parameter.name()
                : "the parameter :" + parameter.name() + " (" + column + ")";
        PgType known = parameter.type();
        if (known != null) {
            return with(list() ? Values.list(value, parameter.javaType(), what)
                    : Values.fit(value, parameter.javaType(), what), known, parameter.cast());
        }
        if (value instanceof Collection<?>) {
            Object values = Values.list(value, null, what);
            PgType type = Types.ofValue(values);
            if (type == null) {
                throw Misuse.of(1107,
                        what + " was bound to an empty list, which tells no type. Name the class of its elements: "
                                + "param(\"" + parameter.name() + "\", Long.class).");
            }
            return with(values, type, rule.casts(type));
        }
        PgType type = Types.ofValue(value);
        return with(value, type, type != null && rule.casts(type));
    }

    /** Fills an unnamed place with a value that is no list for IN. */
    Place bindQuietly(Object given) {
        Object value = Values.fit(given, null, "a value");
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

    /** The cast behind {@code $n}, empty when there is none; JSON travels as text. */
    String cast() {
        PgType type = parameter.type();
        if (!parameter.cast() || type == null) {
            return "";
        }
        if (type.isJson()) {
            return type.isArray() ? "::text[]::" + type : "::text::" + type;
        }
        return "::" + type;
    }
}
