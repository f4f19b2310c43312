package io.quarkiverse.strata.sql;

import java.util.List;

/** CREATE TABLE … AS: a new table with the rows of a select; made by {@link Select#into}. */
public final class CreateTableAs extends BuiltStatement {

    private CreateTableAs(Built built) {
        super(built);
    }

    static CreateTableAs of(String kind, List<String> table, Select<?> query) {
        return new CreateTableAs(new Built(writer -> {
            Touching touching = ScopedWriter.of(writer).touching();
            touching.changesOrLocks();
            touching.mayChangeSchema();
            touching.writes(table, Touches.Action.ANY);
            writer.sql("CREATE ").sql(kind).sql("TABLE ");
            Identifiers.write(writer, table);
            ScopedWriter.of(writer).inside(() -> writer.sql(" AS ").node(query));
        }));
    }
}
