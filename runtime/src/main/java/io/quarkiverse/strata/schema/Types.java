package io.quarkiverse.strata.schema;

import java.util.Locale;
import java.util.regex.Pattern;

/** Type names in DDL. */
final class Types {

    private static final String WORD = "(?:[A-Za-z_][A-Za-z0-9_$]*|\"(?:[^\"]|\"\")+\")";
    private static final Pattern TYPE = Pattern.compile(WORD + "(?:\\." + WORD + ")?(?: " + WORD + ")*"
            + "(?:\\s?\\(\\s*[\\w-]+(?:\\s*,\\s*[\\w-]+)*\\s*\\))?(?: " + WORD + ")*(?:\\[\\d*\\])*");

    private Types() {
    }

    /** Refuses text that is no type, so that nothing else gets into a statement this way. */
    static String check(String type) {
        if (type == null || !TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("STRATA-3102: " + type
                    + " isn't a type's name: write it as PostgreSQL does, numeric(10,2), text[], \"My type\"");
        }
        return type;
    }

    /** {@code OrderStatus} is {@code order_status}. */
    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
