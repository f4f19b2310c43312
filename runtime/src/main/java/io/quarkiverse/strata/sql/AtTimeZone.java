package io.quarkiverse.strata.sql;

/** {@code operand AT TIME ZONE zone}; without a zone AT LOCAL. */
record AtTimeZone<T>(Operand operand, Operand zone, Class<T> javaType) implements Expression<T> {

    @Override
    public Precedence precedence() {
        return Precedence.AT;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        Precedence.AT.write(writer, operand);
        if (zone == null) {
            ScopedWriter scoped = ScopedWriter.of(writer);
            scoped.requires("AT LOCAL", 17);
            scoped.touching().unstable("AT LOCAL");
            writer.sql(" AT LOCAL");
        } else {
            writer.sql(" AT TIME ZONE ");
            Precedence.AT.above().write(writer, zone);
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
