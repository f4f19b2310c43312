package io.quarkiverse.strata.sql;

/** {@code CURRENT OF cursor}: the row that a cursor stands on; a WHERE clause of its own. */
record CurrentOf(String cursor) implements Condition {

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql("CURRENT OF ").identifier(cursor);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
