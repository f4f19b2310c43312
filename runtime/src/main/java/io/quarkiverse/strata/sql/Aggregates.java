package io.quarkiverse.strata.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Result classes and arguments of functions. */
final class Aggregates {

    private Aggregates() {
    }

    @SuppressWarnings("unchecked")
    static Class<Number> sum(Class<?> type) {
        Class<?> sum = type == Integer.class || type == Short.class ? Long.class
                : type == Long.class || type == BigDecimal.class ? BigDecimal.class
                        : type == Double.class || type == Float.class ? type : Object.class;
        return (Class<Number>) sum;
    }

    @SuppressWarnings("unchecked")
    static Class<Number> avg(Class<?> type) {
        Class<?> average = type == Double.class || type == Float.class ? Double.class
                : Types.of(type) != null && Types.isNumber(Types.of(type).name()) ? BigDecimal.class : Object.class;
        return (Class<Number>) average;
    }

    /** The first argument and values that take its type. */
    static List<Operand> beside(Operand first, Object... more) {
        List<Operand> arguments = new ArrayList<>(more.length + 1);
        arguments.add(first);
        for (Object each : more) {
            arguments.add(Bound.argument(first, each));
        }
        return arguments;
    }
}
