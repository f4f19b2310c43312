package io.quarkiverse.strata.sql;

/** A statement as a part of another. */
final class Part {

    private Part() {
    }

    static Node of(Query<?> query) {
        if (Misuse.given(query, "a sub-query") instanceof Node node) {
            return node;
        }
        throw Misuse.of(1114, query.getClass().getName() + " is a statement of its own kind and can't be a part of another. "
                + "Build it with Sql's factories.");
    }
}
