package io.quarkiverse.strata.mapping;

import io.quarkiverse.strata.sql.EnumLabels;
import io.quarkiverse.strata.sql.PgType;

enum Mood {
    SAD,
    OK,
    VERY_HAPPY,
    NONE;

    /** What generated code does for an enum with labels. */
    static void register() {
        EnumLabels.register(Mood.class, new PgType("mood"), values(),
                new String[] { "sad", "ok", "very \"happy\", really", "NULL" });
    }
}
