package io.quarkiverse.strata.sql;

import java.util.List;

/** A WHEN about rows of a MERGE's source that waits for what to do with them. */
public final class WhenNotMatched {

    private final Merge merge;
    private final List<Condition> and;
    private final String overriding;

    WhenNotMatched(Merge merge, List<Condition> and, String overriding) {
        this.merge = merge;
        this.and = and;
        this.overriding = overriding;
    }

    /** {@code OVERRIDING SYSTEM VALUE} for the insert that follows; see {@link Insert#overridingSystemValue()}. */
    public WhenNotMatched overridingSystemValue() {
        return new WhenNotMatched(merge, and, " OVERRIDING SYSTEM VALUE");
    }

    /** {@code OVERRIDING USER VALUE} for the insert that follows; see {@link Insert#overridingUserValue()}. */
    public WhenNotMatched overridingUserValue() {
        return new WhenNotMatched(merge, and, " OVERRIDING USER VALUE");
    }

    /** Inserts a row: {@code insert(set("item", col("d.item")), set("qty", 1))}; other columns get their defaults. */
    public Merge insert(Assignment first, Assignment... more) {
        List<Assignment> assignments = Lists.of("insert", first, more);
        if (assignments.stream().anyMatch(assignment -> assignment.targets().size() > 1)) {
            throw Misuse.of(1111, "insert(…) of a merge sets one column at a time: set(\"column\", value).");
        }
        return then(new MergeAction.Add(assignments, overriding));
    }

    /** Inserts a row of defaults. */
    public Merge insertDefaultValues() {
        return then(new MergeAction.Add(List.of(), overriding));
    }

    /** Leaves the row of the source out, whatever a later WHEN says. */
    public Merge doNothing() {
        return then(new MergeAction.Plain("DO NOTHING"));
    }

    private Merge then(MergeAction action) {
        return merge.when(new MergeNode.When("NOT MATCHED", and, action));
    }
}
