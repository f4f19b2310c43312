package io.quarkiverse.strata.sql;

import java.util.List;

/** FOR UPDATE and its like. */
record Lock(String strength, List<String> of, String whenLocked) implements Node {

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).touching().changesOrLocks();
        writer.sql(" FOR ").sql(strength);
        if (!of.isEmpty()) {
            writer.sql(" OF ");
            Lists.names(writer, of);
        }
        writer.sql(whenLocked);
    }
}
