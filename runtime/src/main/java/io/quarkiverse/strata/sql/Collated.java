package io.quarkiverse.strata.sql;

import java.util.List;

/** {@code operand COLLATE "C"}. */
record Collated<T>(Operand operand, List<String> collation, Class<T> javaType) implements Expression<T> {

    @Override
    public Precedence precedence() {
        return Precedence.COLLATE;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        Precedence.COLLATE.write(writer, operand);
        writeCollation(writer);
    }

    void writeCollation(SqlWriter writer) {
        writer.sql(" COLLATE ");
        Identifiers.write(writer, collation);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
