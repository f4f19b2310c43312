package io.quarkiverse.strata.migration;

/** Hears what happens while migrations run. Called on an event loop: it must not block, and what it throws is ignored. */
public interface MigrationProgress {

    /** Hears nothing. */
    MigrationProgress NONE = new MigrationProgress() {
    };

    /**
     * A migration begins.
     *
     * @param number from 1
     * @param count how many there are in this run
     */
    default void begins(int number, int count, String id, String description) {
    }

    /** It has ended well. */
    default void ended(int number, int count, MigrationReport.Run run) {
    }

    /** It builds an index; told about once a second while it does. */
    default void building(IndexBuild build) {
    }
}
