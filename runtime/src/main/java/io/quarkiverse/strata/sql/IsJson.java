package io.quarkiverse.strata.sql;

/**
 * {@code IS JSON}: {@code col("body").isJson().object().withUniqueKeys()}. PostgreSQL 16.
 *
 * @param operand the text
 * @param negated IS NOT JSON
 * @param kind VALUE, ARRAY, OBJECT or SCALAR, empty for any
 * @param uniqueKeys whether an object with a key twice is none
 */
public record IsJson(Operand operand, boolean negated, String kind, boolean uniqueKeys) implements Condition {

    public IsJson array() {
        return new IsJson(operand, negated, " ARRAY", uniqueKeys);
    }

    public IsJson object() {
        return new IsJson(operand, negated, " OBJECT", uniqueKeys);
    }

    /** A string, number, boolean or null. */
    public IsJson scalar() {
        return new IsJson(operand, negated, " SCALAR", uniqueKeys);
    }

    /** No object in it has a key twice. */
    public IsJson withUniqueKeys() {
        return new IsJson(operand, negated, kind, true);
    }

    @Override
    public Precedence precedence() {
        return Precedence.IS;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).requires("IS JSON", 16);
        Precedence.RANGE.write(writer, operand);
        writer.sql(negated ? " IS NOT JSON" : " IS JSON").sql(kind).sql(uniqueKeys ? " WITH UNIQUE KEYS" : "");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
