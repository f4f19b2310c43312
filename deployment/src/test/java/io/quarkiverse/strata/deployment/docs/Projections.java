package io.quarkiverse.strata.deployment.docs;

import io.quarkiverse.strata.mapping.Projection;

/** Records that only receive results. */
public final class Projections {

    private Projections() {
    }

    // tag::author[]
    @Projection
    public record Author(String name, long posts) {
    }
    // end::author[]

    // tag::ranked[]
    @Projection
    public record Ranked(Long id, String title, long rank) {
    }
    // end::ranked[]
}
