package io.quarkiverse.strata.mapping;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Lists and arrays for the driver: a Java array of the class that it wants, or, for types that it doesn't know, an array
 * literal. A list of lists, as a bulk insert passes an array column, becomes an array of literals, one for each row.
 */
final class ArrayEncoder {

    private ArrayEncoder() {
    }

    /** A byte[] is one bytea, not an array. */
    static boolean isArray(Object value) {
        return value instanceof Collection || value.getClass().isArray() && !(value instanceof byte[]);
    }

    static Object typed(Object value, TypeName type) {
        if (!isArray(value)) {
            throw new ConversionException("a " + value.getClass().getTypeName() + " is no array. Pass a List or an array");
        }
        List<Object> values = values(value);
        if (type.nested()) {
            return literal(value, type);
        }
        if (!type.takesArrays() && values.stream().filter(Objects::nonNull).anyMatch(ArrayEncoder::isArray)) {
            return literals(values, type);
        }
        Object[] array = type.wire().array(values.size());
        if (array == null) {
            return literal(value, type);
        }
        for (int i = 0; i < array.length; i++) {
            Object element = values.get(i);
            // text[] also carries the composites of bulk statements, which unnest would take apart
            array[i] = element == null ? null
                    : element instanceof Record && type.wire() == Wire.TEXT ? ValueText.of(element) : type.encode(element);
        }
        return array;
    }

    static Object inferred(Object value) {
        List<Object> values = values(value);
        Object first = values.stream().filter(Objects::nonNull).findFirst().orElse(null);
        if (first == null) {
            return new Object[values.size()];
        }
        if (isArray(first)) {
            return literal(value, new TypeName(Wire.TEXT, -1, 0, true, true));
        }
        Wire wire = Inference.of(first);
        return wire == Wire.JSON ? values.toArray() : typed(value, new TypeName(wire, -1, 0, true, false));
    }

    private static String[] literals(List<Object> rows, TypeName type) {
        String[] literals = new String[rows.size()];
        for (int i = 0; i < literals.length; i++) {
            Object row = rows.get(i);
            if (row != null && !isArray(row)) {
                throw new ConversionException("it mixes arrays with single values. Pass one or the other");
            }
            literals[i] = row == null ? null : literal(row, type);
        }
        return literals;
    }

    /** An array of any dimensions as PostgreSQL writes it. */
    static String literal(Object value, TypeName type) {
        if (!isArray(value)) {
            throw new ConversionException("a " + value.getClass().getTypeName() + " is no array. Pass a List or an array");
        }
        return literal(values(value), type);
    }

    private static String literal(List<Object> values, TypeName type) {
        long nested = type.takesArrays() ? 0 : values.stream().filter(element -> element != null && isArray(element)).count();
        if (nested > 0) {
            checkEven(values, nested);
            return "{" + String.join(",", values.stream().map(each -> literal(values(each), type)).toList()) + "}";
        }
        List<String> texts = new ArrayList<>(values.size());
        for (Object element : values) {
            texts.add(element == null ? null : text(element, type));
        }
        return Texts.array(texts);
    }

    private static String text(Object element, TypeName type) {
        // text[] also carries the array columns of bulk statements, whose own type is that of their elements
        boolean open = type.wire() == Wire.TEXT && !(element instanceof CharSequence);
        return open ? ValueText.of(element) : Texts.of(type.encode(element));
    }

    private static void checkEven(List<Object> values, long nested) {
        if (nested < values.size()) {
            throw new ConversionException("it mixes arrays with single values. Pass one or the other");
        }
        if (values.stream().mapToInt(each -> values(each).size()).distinct().count() > 1) {
            throw new ConversionException(
                    "its inner arrays differ in length, which PostgreSQL's can't. Make them equal, or use "
                            + "jsonb");
        }
    }

    static List<Object> values(Object value) {
        int length = value instanceof Collection<?> collection ? collection.size() : Array.getLength(value);
        List<Object> values = new ArrayList<>(length);
        if (value instanceof Collection<?> collection) {
            collection.forEach(element -> values.add(Parameters.unwrap(element)));
        } else {
            for (int i = 0; i < length; i++) {
                values.add(Parameters.unwrap(Array.get(value, i)));
            }
        }
        return values;
    }
}
