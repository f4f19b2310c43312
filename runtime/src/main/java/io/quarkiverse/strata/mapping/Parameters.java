package io.quarkiverse.strata.mapping;

import java.util.Optional;

import io.quarkiverse.strata.sql.EnumLabels;
import io.quarkiverse.strata.sql.Parameter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** One parameter's value for the driver. */
final class Parameters {

    private Parameters() {
    }

    static Object encode(Parameter parameter, int number) {
        if (parameter.isOpen()) {
            throw new IllegalArgumentException("STRATA-1321: The parameter :" + parameter.name() + " ($" + number
                    + ") has no value. Give it one with bind(\"" + parameter.name() + "\", …).");
        }
        Object value = unwrap(parameter.value());
        if (value == null) {
            return null;
        }
        try {
            return parameter.type() == null ? inferred(value, parameter.javaType())
                    : typed(value, TypeName.of(parameter.type()), parameter.javaType());
        } catch (ConversionException e) {
            throw new IllegalArgumentException("STRATA-1322: The value of $" + number
                    + (parameter.type() == null ? "" : " (" + parameter.type() + ")") + " doesn't fit: " + e.getMessage()
                    + ".", e.getCause());
        }
    }

    static Object unwrap(Object value) {
        Object unwrapped = value;
        while (unwrapped instanceof Optional<?> optional) {
            unwrapped = optional.orElse(null);
        }
        return unwrapped;
    }

    private static Object typed(Object value, TypeName type, Class<?> javaType) {
        checkLabel(value, javaType);
        if (type.array()) {
            return ArrayEncoder.typed(value, type);
        }
        if (!type.takesArrays() && ArrayEncoder.isArray(value)) {
            throw new ConversionException("it is a list or an array, where one value is expected. Use in(…) for lists, or an "
                    + "array type");
        }
        return type.encode(value);
    }

    private static Object inferred(Object value, Class<?> javaType) {
        checkLabel(value, javaType);
        if (value instanceof JsonObject || value instanceof JsonArray) {
            return value;
        }
        if (ArrayEncoder.isArray(value)) {
            return ArrayEncoder.inferred(value);
        }
        if (value instanceof Number && javaType != null && Number.class.isAssignableFrom(javaType)) {
            return Inference.of(javaType).encode(value);
        }
        if (javaType != null && !javaType.isEnum() && !javaType.isInstance(value)) {
            throw new ConversionException("a " + value.getClass().getTypeName() + " can't stand for "
                    + javaType.getTypeName() + ", the column's class. Pass that class");
        }
        return Inference.of(value).encode(value);
    }

    private static void checkLabel(Object value, Class<?> javaType) {
        if (javaType != null && javaType.isEnum() && value instanceof Enum<?> constant
                && constant.getDeclaringClass() != javaType) {
            throw new ConversionException("a " + constant.getDeclaringClass().getTypeName() + " can't stand for "
                    + javaType.getTypeName() + ", the column's class. Pass that class");
        }
        if (javaType != null && javaType.isEnum() && value instanceof String label && unknown(javaType, label)) {
            throw new ConversionException("it is no label of " + javaType.getTypeName() + ". Pass the constant");
        }
    }

    @SuppressWarnings({ "unchecked", "rawtypes" })
    private static boolean unknown(Class<?> type, String label) {
        return EnumLabels.of((Class) type).constant(label) == null;
    }
}
