package io.quarkiverse.strata.sql;

import java.util.List;

/** What a select computes, without what comes before and after: one SELECT or several combined. */
sealed interface Body {

    /** One SELECT. */
    record Core(Selection selection, Distinct distinct, From from, List<Condition> where, List<Expression<?>> groupBy,
            List<Condition> having, List<NamedWindow> windows) implements Body {
    }

    /** DISTINCT, with expressions DISTINCT ON. */
    record Distinct(List<Expression<?>> on) {
    }

    /** A window by name. */
    record NamedWindow(String name, Window window) {
    }

    /** UNION, INTERSECT, EXCEPT and their ALL forms. */
    record Combined(SelectNode left, String operator, Node right) implements Body {
    }

    static Core core(Selection selection) {
        return new Core(selection, null, From.NONE, List.of(), List.of(), List.of(), List.of());
    }
}
