package io.quarkiverse.strata.schema;

import java.util.List;

/** What a new table takes over from another. Each method changes this builder and returns it. */
public final class LikeBuilder {

    private final String table;
    private List<Like.Part> including = List.of();
    private List<Like.Part> excluding = List.of();

    LikeBuilder(String table) {
        this.table = table;
    }

    /** What else is taken over. */
    public LikeBuilder including(Like.Part... parts) {
        including = List.of(parts);
        return this;
    }

    /** What isn't, after {@code including(ALL)}. */
    public LikeBuilder excluding(Like.Part... parts) {
        excluding = List.of(parts);
        return this;
    }

    Like build() {
        return new Like(table, including, excluding);
    }
}
