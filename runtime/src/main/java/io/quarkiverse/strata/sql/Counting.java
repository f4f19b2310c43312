package io.quarkiverse.strata.sql;

import java.util.List;

/** How many rows a select has, and whether it has one, without computing more of it than that takes. */
final class Counting {

    private Counting() {
    }

    static SelectNode count(SelectNode node) {
        Selection count = new Selection.Items(List.of(FunctionCall.of("count", Long.class, List.of(new All(List.of())))));
        if (isPlain(node)) {
            return new SelectNode(node.ctes(), reading((Body.Core) node.body(), count), Tail.NONE);
        }
        return new SelectNode(node.ctes(), Body.core(count), Tail.NONE).over(inner(node));
    }

    static SelectNode exists(SelectNode node) {
        SelectNode rows = isPlain(node)
                ? new SelectNode(Ctes.NONE, reading((Body.Core) node.body(), new Selection.None()), Tail.NONE)
                : inner(node);
        Selection exists = new Selection.Items(List.of(new Exists(rows, false)));
        return new SelectNode(node.ctes(), Body.core(exists), Tail.NONE);
    }

    /** WITH moves outwards, since only there it may modify. */
    private static SelectNode inner(SelectNode node) {
        return new SelectNode(Ctes.NONE, node.body(), node.tail().counted());
    }

    private static Body.Core reading(Body.Core core, Selection selection) {
        return Body.core(selection).from(SelectNode.from(core)).where(core.where());
    }

    /** Whether the select list has no say in how many rows there are: no aggregates, no functions that return sets. */
    private static boolean isPlain(SelectNode node) {
        if (!(node.body() instanceof Body.Core core) || node.tail().cuts()) {
            return false;
        }
        return isPlainList(core.selection()) && core.distinct() == null && core.groupBy().isEmpty() && core.having().isEmpty();
    }

    /** Whether a select list has columns alone. */
    static boolean isPlainList(Selection selection) {
        return selection instanceof Selection.OfRecord
                || selection instanceof Selection.Items list
                        && list.items().stream().allMatch(item -> item instanceof Column || item instanceof All
                                || item instanceof Aliased<?> aliased && aliased.operand() instanceof Column);
    }
}
