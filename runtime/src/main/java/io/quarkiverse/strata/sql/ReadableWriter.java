package io.quarkiverse.strata.sql;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes for people: values stand in their places as literals, open parameters as {@code :name}. Never for a server. */
final class ReadableWriter extends ScopedWriter {

    /** Types whose literals need no cast to be read as what they are. */
    private static final Set<String> PLAIN = Set.of("bool", "int2", "int4", "int8", "numeric", "text");

    private final StringBuilder text = new StringBuilder(128);

    static String print(Node node) {
        ReadableWriter writer = new ReadableWriter();
        node.writeTo(writer);
        return writer.text.toString();
    }

    @Override
    public SqlWriter sql(String sql) {
        text.append(sql);
        return this;
    }

    @Override
    public SqlWriter identifier(String name) {
        text.append(Identifiers.quoted(name));
        return this;
    }

    @Override
    void write(Place place, Occurrence occurrence) {
        Parameter parameter = place.parameter();
        if (parameter.isOpen()) {
            text.append(':').append(parameter.name());
            return;
        }
        text.append(literal(parameter.value()));
        PgType type = parameter.type();
        if (parameter.cast() && type != null && parameter.value() != null && !PLAIN.contains(type.name())) {
            text.append("::").append(type);
        }
    }

    @Override
    boolean lenient() {
        return true;
    }

    private static String literal(Object value) {
        if (value == null) {
            return "NULL";
        } else if (value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof Number) {
            String digits = value.toString();
            return digits.startsWith("-") ? "(" + digits + ")" : Character.isDigit(digits.charAt(0)) ? digits : quote(digits);
        } else if (value instanceof Collection<?> elements) {
            return elements.stream().map(ReadableWriter::literal).collect(Collectors.joining(", ", "ARRAY[", "]"));
        } else if (value instanceof byte[] bytes) {
            return "'\\x" + HexFormat.of().formatHex(bytes) + "'";
        } else if (value instanceof Object[] elements) {
            return literal(java.util.Arrays.asList(elements));
        } else if (value instanceof Enum<?> constant) {
            return quote(constant.name());
        }
        return quote(value.toString());
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
