package io.quarkiverse.strata.schema;

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
}
