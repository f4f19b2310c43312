package io.quarkiverse.strata.schema;

/** A value that tells its canonical form, from which checksums are made. */
interface Described {

    /**
     * Writes this value's parts. A part that a later version adds must write nothing when it wasn't used, so that checksums
     * stay.
     */
    void describe(Canonical out);
}
