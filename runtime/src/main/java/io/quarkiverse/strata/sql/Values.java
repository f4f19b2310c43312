package io.quarkiverse.strata.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks values against the class of the column that they meet, and brings numbers to that class without loss. */
final class Values {

    private Values() {
    }

    /**
     * The value as {@code expected} has it.
     *
     * @param expected the column's class, null when any will do
     * @param what the column or parameter, as a message names it
     */
    static Object fit(Object given, Class<?> expected, Supplier<String> what) {
        Object value = given instanceof Optional<?> optional ? optional.orElse(null) : given;
        if (value == null || expected == null || expected == Object.class || expected.isInstance(value)) {
            return value instanceof Collection<?> elements ? copy(elements) : value;
        }
        if (value instanceof Number number && Number.class.isAssignableFrom(expected)) {
            Object fitted = number(number, expected);
            if (fitted == null) {
                throw Misuse.of(1105, what.get() + " is " + simple(expected) + ", and the given " + simple(value.getClass())
                        + " doesn't fit: it has a fraction or is out of range. Convert it deliberately before.");
            }
            return fitted;
        }
        if (value.getClass().isArray() && Collection.class.isAssignableFrom(expected) && value instanceof Object[] array) {
            return copy(Arrays.asList(array));
        }
        if (value instanceof Collection<?> elements && expected.isArray()) {
            return copy(elements);
        }
        throw Misuse.of(1105, what.get() + " is " + simple(expected) + ", and " + simple(value.getClass())
                + " was given. Give it the class of the record's component.");
    }

    /** The elements of a list for one array parameter; neither it nor one of them may be null. */
    static List<Object> list(Object given, Class<?> expected, Supplier<String> what) {
        if (given == null) {
            throw Misuse.of(1107, "a null list was given for " + what.get() + ". An empty list is false for in(…) and true for "
                    + "notIn(…); for \"no restriction\" leave the condition out, as whereIf(…) does.");
        }
        Collection<?> elements = given instanceof Object[] array ? Arrays.asList(array)
                : given instanceof Collection<?> collection ? collection : null;
        if (elements == null) {
            throw Misuse.of(1107, what.get() + " takes a list of values, and " + simple(given.getClass()) + " was given.");
        }
        List<Object> fitted = new ArrayList<>(elements.size());
        for (Object element : elements) {
            Object value = fit(element, expected, what);
            if (value == null) {
                throw Misuse.of(1107,
                        "a null is in the list for " + what.get() + ". In SQL it would make NOT IN never true and IN "
                                + "never false; leave it out and add .or(column.isNull()) where null should match.");
            }
            fitted.add(value);
        }
        return Collections.unmodifiableList(fitted);
    }

    private static List<Object> copy(Collection<?> elements) {
        return Collections.unmodifiableList(new ArrayList<>(elements));
    }

    private static String simple(Class<?> type) {
        return type.isEnum() || !type.getName().startsWith("java.") ? type.getName() : type.getSimpleName();
    }

    private static Object number(Number value, Class<?> expected) {
        try {
            if (expected == Double.class) {
                return exactDouble(value);
            }
            if (expected == Float.class) {
                Double wide = exactDouble(value);
                return wide != null && (double) wide.floatValue() == wide ? (Object) wide.floatValue() : null;
            }
            BigDecimal exact = decimal(value);
            if (expected == Long.class) {
                return exact.longValueExact();
            } else if (expected == Integer.class) {
                return exact.intValueExact();
            } else if (expected == Short.class) {
                return exact.shortValueExact();
            } else if (expected == Byte.class) {
                return exact.byteValueExact();
            } else if (expected == BigDecimal.class) {
                return exact;
            } else if (expected == BigInteger.class) {
                return exact.toBigIntegerExact();
            }
            return null;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static Double exactDouble(Number value) {
        if (value instanceof Float || value instanceof Double) {
            return value.doubleValue();
        }
        double wide = value.doubleValue();
        return !Double.isInfinite(wide) && new BigDecimal(wide).compareTo(decimal(value)) == 0 ? wide : null;
    }

    private static BigDecimal decimal(Number value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return value instanceof Float || value instanceof Double ? new BigDecimal(value.toString())
                : BigDecimal.valueOf(value.longValue());
    }
}
