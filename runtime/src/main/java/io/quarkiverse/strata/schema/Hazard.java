package io.quarkiverse.strata.schema;

/**
 * What running a change does to a database that is in use.
 *
 * @param kind what it does
 * @param object to which table or other object
 * @param cure what makes it harmless
 */
public record Hazard(Kind kind, String object, String cure) {

    /** What a change does. */
    public enum Kind {
        /** Rows or values are gone for good. */
        LOSES_DATA("loses data of"),
        /** The whole table is written anew, while nobody can read or write it. */
        REWRITES_TABLE("rewrites"),
        /** The whole table is read, while nobody can read or write it. */
        SCANS_TABLE("locks while it reads all of"),
        /** Nobody can write the table while it runs. */
        BLOCKS_WRITES("blocks writes to"),
        /** Instances of the application that know the former schema fail. */
        BREAKS_RUNNING_CODE("breaks running instances that use");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static Hazard of(Kind kind, String object, String cure) {
        return new Hazard(kind, object, cure);
    }

    /** For people: {@code blocks writes to films: createIndex(…).concurrently()}. */
    @Override
    public String toString() {
        return kind.words + " " + object + "; without harm: " + cure;
    }
}
