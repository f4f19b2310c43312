package io.quarkiverse.strata.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.sql.ColumnDescriptor;
import io.quarkiverse.strata.sql.Descriptors;
import io.quarkiverse.strata.sql.MultiRange;
import io.quarkiverse.strata.sql.Range;
import io.quarkiverse.strata.sql.TableDescriptor;

/** The text of values whose types the driver doesn't know: ranges, hstore, vectors and composites. */
final class ValueText {

    private ValueText() {
    }

    /** The text of any value that isn't null. */
    static String of(Object value) {
        if (value instanceof Enum<?> || value instanceof CharSequence || value instanceof Character) {
            return Encoders.text(value, "text");
        }
        if (value instanceof Range<?> range) {
            return range(range);
        }
        if (value instanceof MultiRange<?> ranges) {
            return "{" + String.join(",", ranges.ranges().stream().map(ValueText::range).toList()) + "}";
        }
        if (value instanceof Map<?, ?> pairs) {
            return hstore(pairs);
        }
        if (value instanceof Record record) {
            return composite(record);
        }
        return Texts.of(Inference.of(value).encode(value));
    }

    private static String range(Range<?> range) {
        return range.isEmpty() ? "empty"
                : (range.lowerInclusive() ? "[" : "(") + bound(range.lower()) + ","
                        + bound(range.upper()) + (range.upperInclusive() ? "]" : ")");
    }

    private static String bound(Object bound) {
        return bound == null ? "" : quoted(of(bound));
    }

    private static String hstore(Map<?, ?> pairs) {
        List<String> texts = new ArrayList<>(pairs.size());
        pairs.forEach((key, value) -> {
            if (!(key instanceof String) || value != null && !(value instanceof String)) {
                throw new ConversionException("hstore holds strings alone. Pass a Map<String, String>, or use jsonb");
            }
            texts.add(quoted(of(key)) + "=>" + (value == null ? "NULL" : quoted(of(value))));
        });
        return String.join(",", texts);
    }

    /** {@code [1,2]}, as the extension pgvector has it. */
    static String vector(List<Object> elements) {
        StringBuilder text = new StringBuilder("[");
        for (Object element : elements) {
            if (element == null) {
                throw new ConversionException("it has a null element, which a vector can't hold. Use 0");
            }
            text.append(text.length() == 1 ? "" : ",").append(Numbers.toFloat(Encoders.number(element, "vector")));
        }
        return text.append(']').toString();
    }

    @SuppressWarnings("unchecked")
    private static String composite(Record record) {
        TableDescriptor<Object> type = (TableDescriptor<Object>) (TableDescriptor<?>) Descriptors.of(record.getClass());
        StringBuilder text = new StringBuilder("(");
        List<ColumnDescriptor> fields = type.columns();
        for (int i = 0; i < fields.size(); i++) {
            Object value = Parameters.unwrap(type.value(record, i));
            text.append(i == 0 ? "" : ",").append(value == null ? "" : quoted(field(value, fields.get(i))));
        }
        return text.append(')').toString();
    }

    private static String field(Object value, ColumnDescriptor field) {
        TypeName type = TypeName.of(field.type());
        if (type.array()) {
            return ArrayEncoder.literal(value, type);
        }
        return type.wire() == Wire.USER ? of(value) : Texts.of(type.encode(value));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
