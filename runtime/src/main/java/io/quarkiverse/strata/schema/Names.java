package io.quarkiverse.strata.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkiverse.strata.sql.Keywords;

/** Names as PostgreSQL writes and chooses them. */
final class Names {

    static final int LIMIT = 63;

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    private Names() {
    }

    /** One name, quoted where PostgreSQL needs it. */
    static String quote(String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("STRATA-3101: a name is empty: give every table, column and index a name");
        }
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("STRATA-3101: a name holds the character 0, which PostgreSQL can't store");
        }
        int bytes = bytes(name);
        if (bytes > LIMIT) {
            throw new IllegalArgumentException("STRATA-3101: the name " + name + " has " + bytes
                    + " bytes, PostgreSQL cuts names at 63: choose a shorter one");
        }
        if (PLAIN.matcher(name).matches() && !Keywords.isKeyword(name)) {
            return name;
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A table, type or index that may be preceded by its schema: {@code reporting.sales}. */
    static String qualified(String name) {
        if (name == null || name.indexOf('.') < 0) {
            return quote(name);
        }
        String[] parts = name.split("\\.", -1);
        if (parts.length > 2) {
            throw new IllegalArgumentException("STRATA-3101: " + name + " has " + parts.length
                    + " parts: write the name alone or schema.name");
        }
        return quote(parts[0]) + "." + quote(parts[1]);
    }

    static String columns(List<String> columns) {
        return columns.stream().map(Names::quote).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The name without its schema. */
    static String simple(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    /** {@code name} in the schema of {@code of}, as an index is in its table's. */
    static String beside(String of, String name) {
        return name.indexOf('.') >= 0 ? name : of.substring(0, of.indexOf('.') + 1) + name;
    }

    /** The name that PostgreSQL chooses: makeObjectName() of its source, parts cut so that the whole fits. */
    static String chosen(String table, List<String> columns, String label) {
        String first = simple(table);
        String second = String.join("_", columns);
        int available = LIMIT - label.length() - 1 - (second.isEmpty() ? 0 : 1);
        int firstBytes = bytes(first);
        int secondBytes = bytes(second);
        while (firstBytes + secondBytes > available) {
            if (firstBytes > secondBytes) {
                firstBytes--;
            } else {
                secondBytes--;
            }
        }
        return clip(first, firstBytes) + (second.isEmpty() ? "" : "_" + clip(second, secondBytes)) + "_" + label;
    }

    private static String clip(String text, int bytes) {
        int end = text.length();
        while (bytes(text.substring(0, end)) > bytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
