package io.quarkiverse.strata.sql;

import java.util.List;

/** A WHEN about rows of a MERGE's table that waits for what to do with them. */
public final class WhenMatched {

    private final Merge merge;
    private final String match;
    private final List<Condition> and;

    WhenMatched(Merge merge, String match, List<Condition> and) {
        this.merge = merge;
        this.match = match;
        this.and = and;
    }

    /** Changes the row: {@code update(set("qty", col("d.qty")))}. */
    public Merge update(Assignment first, Assignment... more) {
        return then(new MergeAction.Change(Lists.of("update", first, more)));
    }

    /** Deletes the row. */
    public Merge delete() {
        return then(new MergeAction.Plain("DELETE"));
    }

    /** Leaves the row as it is, whatever a later WHEN says. */
    public Merge doNothing() {
        return then(new MergeAction.Plain("DO NOTHING"));
    }

    private Merge then(MergeAction action) {
        return merge.when(new MergeNode.When(match, and, action));
    }
}
