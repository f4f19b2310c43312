package io.quarkiverse.strata.mapping;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.vertx.core.json.JsonArray;

/** Arrays, as Java arrays or lists. What the driver doesn't know, or has further dimensions, comes as text. */
final class ArrayDecoders {

    private ArrayDecoders() {
    }

    /** For {@code X[]}, where X may be primitive or an array. */
    static Decoder array(Class<?> element, Decoder decoder) {
        return new Elements(element.getTypeName() + "[]", decoder) {
            @Override
            Object collect(Object[] values) {
                Object array = Array.newInstance(element, values.length);
                for (int i = 0; i < values.length; i++) {
                    if (values[i] == null && element.isPrimitive()) {
                        throw new ConversionException("its array has a null element, which " + element
                                + "[] can't hold. Use " + Decoders.box(element).getSimpleName() + "[] or a List");
                    }
                    if (values[i] != null) {
                        Array.set(array, i, values[i]);
                    }
                }
                return array;
            }
        };
    }

    /** For {@code List<X>}: unmodifiable, null elements as they are. */
    static Decoder list(String element, Decoder decoder) {
        return new Elements("List<" + element + ">", decoder) {
            @Override
            Object collect(Object[] values) {
                return Collections.unmodifiableList(Arrays.asList(values));
            }
        };
    }

    /** The elements of an array in each of the forms in which it comes. */
    private abstract static class Elements implements Decoder {

        private final String wanted;
        private final Decoder element;

        Elements(String wanted, Decoder element) {
            this.wanted = wanted;
            this.element = element;
        }

        abstract Object collect(Object[] values);

        @Override
        public Object decode(Object raw) {
            if (raw instanceof Object[] array) {
                // an array of a type that the driver doesn't know, a domain's perhaps, is one of texts
                boolean texts = raw instanceof String[];
                Object[] values = new Object[array.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = texts ? parsed(array[i]) : decoded(array[i]);
                }
                return collect(values);
            }
            if (raw instanceof String text) {
                return parse(text);
            }
            if (raw instanceof JsonArray array) {
                return collect(array.stream().map(this::parsed).toArray());
            }
            throw Decoders.mismatch(raw, wanted);
        }

        @Override
        public Object parse(String text) {
            // the single values of a nested query inside of another one: strings and nulls, unlike a vector and an array's bounds
            boolean json = text.startsWith("[\"") || text.startsWith("[null");
            return json ? decode(new JsonArray(text)) : of(Literal.array(text));
        }

        private Object of(List<?> elements) {
            return collect(elements.stream().map(this::parsed).toArray());
        }

        private Object decoded(Object each) {
            return each == null ? null : element.decode(each);
        }

        private Object parsed(Object each) {
            if (each instanceof List<?> inner) {
                if (element instanceof Elements elements) {
                    return elements.of(inner);
                }
                throw new ConversionException("its array has further dimensions, which " + wanted + " can't hold. Use "
                        + wanted + "[] or a List of lists");
            }
            return each instanceof String text ? element.parse(text) : decoded(each);
        }
    }
}
