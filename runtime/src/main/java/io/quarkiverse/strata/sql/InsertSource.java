package io.quarkiverse.strata.sql;

import java.util.List;

/** Where an INSERT has its rows from. */
sealed interface InsertSource {

    /** {@code VALUES}. */
    record Rows(List<List<Operand>> rows) implements InsertSource {
    }

    /** A select or another statement that gives rows. */
    record Selected(Node query) implements InsertSource {
    }

    /**
     * Records through {@code unnest}, one array for each column.
     *
     * @param same what every row has in the columns behind these
     */
    record Unnested(List<UnnestedColumn> columns, List<Operand> same) implements InsertSource {
    }
}
