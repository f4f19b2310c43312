package io.quarkiverse.strata.sql;

/** {@code operand::type}. */
record Cast<T>(Operand operand, PgType type, Class<T> javaType) implements Expression<T> {

    @Override
    public Precedence precedence() {
        return Precedence.CAST;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        Precedence.CAST.write(writer, operand);
        writer.sql("::").sql(type.name());
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
