package io.quarkiverse.strata.deployment.docs;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.strata.mapping.Discriminator;
import io.quarkiverse.strata.mapping.Label;
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

    // tag::nested[]
    @Projection
    public record Feed(Long id, String name, List<Post> posts, Optional<Post> best) {
    }
    // end::nested[]

    // tag::sealed[]
    @Discriminator("kind")
    public sealed interface Found permits Writer, Text {
    }

    @Projection
    public record Writer(String name) implements Found {
    }

    @Projection
    @Label("post")
    public record Text(String title, int views) implements Found {
    }
    // end::sealed[]
}
