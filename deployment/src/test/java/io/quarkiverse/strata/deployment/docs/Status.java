package io.quarkiverse.strata.deployment.docs;

// tag::enum[]
public enum Status {
    ACTIVE,
    BLOCKED
}
// end::enum[]
