package io.quarkiverse.strata.sql;

import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** PostgreSQL's text form of an array, <code>{"a","b",NULL}</code>. */
final class ArrayLiteral {

    private ArrayLiteral() {
    }

    static String of(Object array) {
        return elements(array).stream().map(ArrayLiteral::element).collect(Collectors.joining(",", "{", "}"));
    }

    private static Collection<?> elements(Object array) {
        if (array instanceof Collection<?> elements) {
            return elements;
        } else if (array instanceof Object[] elements) {
            return Arrays.asList(elements);
        } else if (array instanceof int[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        } else if (array instanceof long[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        } else if (array instanceof double[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        }
        throw Misuse.of(1106, array.getClass().getName() + " has no array form. Use a List or an array of objects.");
    }

    private static String element(Object element) {
        if (element == null) {
            return "NULL";
        }
        if (element instanceof Collection || element.getClass().isArray() && !(element instanceof byte[])) {
            return of(element);
        }
        String text = element instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes)
                : element instanceof Enum<?> constant ? constant.name() : element.toString();
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
