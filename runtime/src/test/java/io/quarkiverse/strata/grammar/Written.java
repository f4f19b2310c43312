package io.quarkiverse.strata.grammar;

import java.util.function.UnaryOperator;

import io.quarkiverse.strata.sql.Statement;

/**
 * A clause as the builder writes it, and how the two are compared.
 *
 * @param statement the builder's statement
 * @param after a query that shows what it did beside the tables; null for none
 * @param hasPlan whether EXPLAIN takes it
 * @param normalised what makes the texts of rows and plans equal where the same thing can't look the same
 */
record Written(Statement statement, String after, boolean hasPlan, UnaryOperator<String> normalised) {

    static Written of(Statement statement) {
        return new Written(statement, null, true, UnaryOperator.identity());
    }

    Written shownBy(String query) {
        return new Written(statement, query, hasPlan, normalised);
    }

    /** For utility statements. */
    Written withoutPlan() {
        return new Written(statement, after, false, normalised);
    }

    Written normalised(UnaryOperator<String> how) {
        return new Written(statement, after, hasPlan, how);
    }
}
