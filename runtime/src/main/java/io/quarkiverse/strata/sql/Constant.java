package io.quarkiverse.strata.sql;

/** TRUE and FALSE. */
record Constant(boolean value) implements Condition {

    static final Constant TRUE = new Constant(true);
    static final Constant FALSE = new Constant(false);

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(value ? "TRUE" : "FALSE");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
