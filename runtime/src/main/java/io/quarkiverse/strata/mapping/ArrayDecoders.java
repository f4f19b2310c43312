package io.quarkiverse.strata.mapping;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;

/** Arrays of one dimension, as Java arrays or lists. The driver reads those of more dimensions as null, with a warning. */
final class ArrayDecoders {

    private ArrayDecoders() {
    }

    /** For {@code X[]}, where X may be primitive; null when X can't be read. */
    static Decoder array(Class<?> element) {
        Decoder decoder = element == byte.class ? null : Decoders.single(element);
        if (decoder == null) {
            return null;
        }
        return raw -> {
            Object[] read = elements(raw, element.getTypeName() + "[]");
            Object array = Array.newInstance(element, read.length);
            for (int i = 0; i < read.length; i++) {
                Object value = read[i] == null ? null : decoder.decode(read[i]);
                if (value == null && element.isPrimitive()) {
                    throw new ConversionException("its array has a null element, which " + element + "[] can't hold. Use "
                            + Decoders.box(element).getSimpleName() + "[] or a List");
                }
                if (value != null) {
                    Array.set(array, i, value);
                }
            }
            return array;
        };
    }

    /** For {@code List<X>}: unmodifiable, null elements as they are; null when X can't be read. */
    static Decoder list(Class<?> element) {
        Decoder decoder = Decoders.single(element);
        if (decoder == null) {
            return null;
        }
        return raw -> {
            Object[] read = elements(raw, "List<" + element.getTypeName() + ">");
            Object[] values = new Object[read.length];
            for (int i = 0; i < read.length; i++) {
                values[i] = read[i] == null ? null : decoder.decode(read[i]);
            }
            return Collections.unmodifiableList(Arrays.asList(values));
        };
    }

    private static Object[] elements(Object raw, String wanted) {
        if (raw instanceof Object[] array) {
            return array;
        }
        throw Decoders.mismatch(raw, wanted);
    }
}
