package io.quarkiverse.strata.cache;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The names of tokens. */
final class Field {

    /** Raised when nobody knows what a write touches; every result depends on it. */
    static final String ALL = "all";

    private Field() {
    }

    /** Raised by every write to the table. */
    static String table(String relation) {
        return "t:" + relation;
    }

    /** Raised by writes that may change any row that was there. */
    static String rows(String relation) {
        return "b:" + relation;
    }

    /** Raised by writes to the row. Hashed: a token's name shows no data. */
    static String row(String relation, List<String> key) {
        return "r:" + relation + ":" + Fingerprint.hash(String.join("\0", key));
    }

    /** Raised by hand. */
    static String key(String cacheKey) {
        return "k:" + Fingerprint.hash(cacheKey);
    }

    /** A row's token; null when the values don't tell which row of the table it is. */
    static String row(Relation relation, Map<String, Object> values) {
        if (relation.key().isEmpty()) {
            return null;
        }
        String[] key = new String[relation.key().size()];
        for (int i = 0; i < key.length; i++) {
            Relation.KeyColumn column = relation.key().get(i);
            key[i] = canonical(column.type(), values.get(column.name()));
            if (key[i] == null) {
                return null;
            }
        }
        return row(relation.name(), List.of(key));
    }

    /** Equal keys in one form, whatever class their values had; null for a value that may be compared otherwise. */
    private static String canonical(String type, Object value) {
        return switch (type) {
            case "int" -> value instanceof Long || value instanceof Integer || value instanceof Short ? value.toString() : null;
            case "uuid" -> value instanceof UUID uuid ? uuid.toString().toLowerCase(Locale.ROOT) : null;
            default -> value instanceof String text && text.indexOf('\0') < 0 ? text : null;
        };
    }
}
