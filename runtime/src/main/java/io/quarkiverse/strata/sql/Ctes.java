package io.quarkiverse.strata.sql;

import java.util.List;

/** The WITH clause. */
record Ctes(boolean recursive, List<Cte> list) {

    static final Ctes NONE = new Ctes(false, List.of());

    Ctes plus(boolean isRecursive, Cte cte) {
        return new Ctes(recursive || isRecursive, Lists.plus(list, cte));
    }

    /** Those of a statement that becomes the body of this WITH come after. */
    Ctes plus(Ctes inner) {
        return new Ctes(recursive || inner.recursive, Lists.concat(list, inner.list));
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    void write(SqlWriter writer) {
        if (!list.isEmpty()) {
            writer.sql(recursive ? "WITH RECURSIVE " : "WITH ");
            ScopedWriter.of(writer).inside(() -> Lists.commas(writer, list, writer::node));
            writer.sql(" ");
        }
    }
}
