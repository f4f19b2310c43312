package io.quarkiverse.strata.sql;

/** IS NULL, IS TRUE and their like. */
record IsTest(Operand operand, String test) implements Condition {

    @Override
    public Precedence precedence() {
        return Precedence.IS;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        Precedence.RANGE.write(writer, operand);
        writer.sql(" ").sql(test);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
