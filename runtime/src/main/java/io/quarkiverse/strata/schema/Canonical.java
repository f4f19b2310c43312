package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.Locale;

/**
 * The canonical form of recorded changes: what was asked for, independent of the SQL that Strata makes of it. Checksums of
 * migrations are made from it, so that a newer Strata, which may emit better SQL, finds old migrations unchanged. What wasn't
 * asked for (null, false, an empty list) isn't written.
 */
public final class Canonical {

    /** The version of this form, stored beside each checksum. */
    public static final int FORMAT = 1;

    private final StringBuilder out = new StringBuilder();

    private Canonical() {
    }

    /** The canonical form of the given changes, one a line; never null. */
    public static String of(List<SchemaChange> changes) {
        Canonical canonical = new Canonical();
        for (SchemaChange change : changes) {
            canonical.described(change.getClass().getSimpleName(), change);
            canonical.out.append('\n');
        }
        return canonical.out.toString();
    }

    Canonical value(String key, String value) {
        if (value != null) {
            key(key).quoted(value);
        }
        return this;
    }

    Canonical value(String key, Enum<?> value) {
        return value(key, value == null ? null : value.name().toLowerCase(Locale.ROOT));
    }

    Canonical value(String key, Boolean value) {
        return value(key, value == null ? null : value.toString());
    }

    Canonical flag(String key, boolean value) {
        return value ? value(key, Boolean.TRUE) : this;
    }

    Canonical value(String key, Described value) {
        return value == null ? this : key(key).described("", value);
    }

    Canonical texts(String key, List<String> values) {
        if (!values.isEmpty()) {
            key(key).out.append('[');
            values.forEach(value -> quoted(value).out.append(','));
            out.append(']');
        }
        return this;
    }

    Canonical list(String key, List<? extends Described> values) {
        if (!values.isEmpty()) {
            key(key).out.append('[');
            values.forEach(value -> described(value.getClass().getSimpleName(), value).out.append(','));
            out.append(']');
        }
        return this;
    }

    private Canonical described(String name, Described value) {
        out.append(name).append('{');
        value.describe(this);
        out.append('}');
        return this;
    }

    private Canonical key(String key) {
        out.append(key).append('=');
        return this;
    }

    private Canonical quoted(String value) {
        out.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        return this;
    }
}
