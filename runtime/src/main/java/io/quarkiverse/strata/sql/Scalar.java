package io.quarkiverse.strata.sql;

/** A sub-query of one column and at most one row as an expression, {@code (SELECT max(length) FROM film)}. */
record Scalar<T>(Node query, String prefix, Class<T> javaType) implements Expression<T> {

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).inside(() -> writer.sql(prefix).sql("(").node(query).sql(")"));
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
