package io.quarkiverse.strata.sql;

/** EXISTS and NOT EXISTS. */
record Exists(Node query, boolean negated) implements Condition {

    @Override
    public Precedence precedence() {
        return negated ? Precedence.NOT : Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(negated ? "NOT EXISTS (" : "EXISTS (").node(query).sql(")");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
