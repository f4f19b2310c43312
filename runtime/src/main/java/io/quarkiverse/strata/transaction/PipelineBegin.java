package io.quarkiverse.strata.transaction;

/** Which first statements of a transaction are sent together with BEGIN, saving a round trip. */
public enum PipelineBegin {

    /** Those that cannot write. */
    READS,

    /** All: should the server refuse BEGIN, a write sent behind it would run and commit alone. */
    ALWAYS,

    /** None. */
    NEVER
}
