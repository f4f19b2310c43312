package io.quarkiverse.strata.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkiverse.strata.sql.Keywords;

/** Names as PostgreSQL writes and chooses them. */
final class Names {

    static final int LIMIT = 63;

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    private static final Set<String> ROLE_WORDS = Set.of("PUBLIC", "CURRENT_USER", "SESSION_USER", "CURRENT_ROLE");

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

    /** The columns of a key, of which the last may be a period. */
    static String key(List<String> columns, boolean withoutOverlaps) {
        String list = columns(columns);
        return withoutOverlaps ? list.substring(0, list.length() - 1) + " WITHOUT OVERLAPS)" : list;
    }

    /** {@code INCLUDE (…)} with a blank before it, or nothing. */
    static String include(List<String> columns) {
        return columns.isEmpty() ? "" : " INCLUDE " + columns(columns);
    }

    /** A role, or one of the words that stand for one: {@code PUBLIC}, {@code CURRENT_USER} and so on. */
    static String role(String role) {
        return ROLE_WORDS.contains(role) ? role : quote(role);
    }

    static String roles(List<String> roles) {
        return roles.stream().map(Names::role).collect(Collectors.joining(", "));
    }

    static String qualified(List<String> names) {
        return names.stream().map(Names::qualified).collect(Collectors.joining(", "));
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
