package io.quarkiverse.strata.sql;

/** NOT. */
record Not(Condition condition) implements Condition {

    @Override
    public Precedence precedence() {
        return Precedence.NOT;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql("NOT ");
        Precedence.PRIMARY.write(writer, condition);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
