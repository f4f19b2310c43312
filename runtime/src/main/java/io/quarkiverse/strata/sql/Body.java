package io.quarkiverse.strata.sql;

import java.util.List;

/** What a select computes, without what comes before and after: one SELECT, several combined, or VALUES. */
sealed interface Body {

    /** One SELECT. */
    record Core(Selection selection, Distinct distinct, From from, List<Condition> where, GroupBy groupBy,
            List<Condition> having, List<NamedWindow> windows) implements Body {

        Core distinct(List<Expression<?>> on) {
            return new Core(selection, new Distinct(on), from, where, groupBy, having, windows);
        }

        Core from(From other) {
            return new Core(selection, distinct, other, where, groupBy, having, windows);
        }

        Core where(List<Condition> more) {
            return new Core(selection, distinct, from, Lists.concat(where, more), groupBy, having, windows);
        }

        Core groupBy(boolean isDistinct, List<? extends GroupingElement> more) {
            return new Core(selection, distinct, from, where,
                    new GroupBy(groupBy.isDistinct || isDistinct, Lists.concat(groupBy.elements, more)), having, windows);
        }

        Core having(List<Condition> more) {
            return new Core(selection, distinct, from, where, groupBy, Lists.concat(having, more), windows);
        }

        Core window(NamedWindow window) {
            return new Core(selection, distinct, from, where, groupBy, having, Lists.plus(windows, window));
        }
    }

    /** DISTINCT, with expressions DISTINCT ON. */
    record Distinct(List<Expression<?>> on) {
    }

    /** GROUP BY, with DISTINCT each grouping once. */
    record GroupBy(boolean isDistinct, List<GroupingElement> elements) {

        static final GroupBy NONE = new GroupBy(false, List.of());

        boolean isEmpty() {
            return elements.isEmpty();
        }
    }

    /** A window by name. */
    record NamedWindow(String name, Window window) {
    }

    /** UNION, INTERSECT, EXCEPT and their ALL forms. */
    record Combined(SelectNode left, String operator, Node right) implements Body {
    }

    /** VALUES. */
    record Rows(List<RowValue> rows) implements Body {

        void write(SqlWriter writer) {
            writer.sql("VALUES ");
            Lists.commas(writer, rows, row -> {
                writer.sql("(");
                Lists.commas(writer, row.fields());
                writer.sql(")");
            });
        }
    }

    static Core core(Selection selection) {
        return new Core(selection, null, From.NONE, List.of(), GroupBy.NONE, List.of(), List.of());
    }
}
