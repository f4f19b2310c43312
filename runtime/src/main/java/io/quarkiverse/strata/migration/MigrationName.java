package io.quarkiverse.strata.migration;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a class or file tells: {@code V12__create_users}, {@code M20261122_CreateUsers}. */
record MigrationName(MigrationId id, String description) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z]?(\\d{1,18}(?:[._]\\d{1,18})*)_{1,2}([^_].*)");

    static MigrationName of(Class<?> type) {
        return parse(type.getSimpleName(), type.getName());
    }

    /**
     * @param source the class or file for the message
     */
    static MigrationName parse(String name, String source) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("STRATA-3201: the name of " + source
                    + " doesn't begin with an id: call it M20261122_CreateUsers or V12__create_users");
        }
        return new MigrationName(MigrationId.of(matcher.group(1)), words(matcher.group(2)));
    }

    private static String words(String name) {
        String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replace('_', ' ').trim().toLowerCase(Locale.ROOT);
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
