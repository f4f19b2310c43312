package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.regex.Pattern;

/** Storage parameters of tables, indexes and views: {@code fillfactor=70}. */
final class Parameters {

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

    private Parameters() {
    }

    /**
     * One parameter as it stands in the list.
     *
     * @param value text, a number or a truth value
     */
    static String of(String name, Object value) {
        return name(name) + "=" + Literals.value(value);
    }

    /** Refuses what is no parameter's name. */
    static String name(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("STRATA-3101: " + name
                    + " isn't a storage parameter's name: write it as PostgreSQL does, fillfactor, toast.autovacuum_enabled");
        }
        return name;
    }

    /** {@code WITH (…)} with a blank before it, or nothing. */
    static String with(List<String> parameters) {
        return parameters.isEmpty() ? "" : " WITH " + list(parameters);
    }

    static String list(List<String> parameters) {
        return "(" + String.join(", ", parameters) + ")";
    }
}
