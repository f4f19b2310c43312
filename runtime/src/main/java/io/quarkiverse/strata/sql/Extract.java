package io.quarkiverse.strata.sql;

import java.math.BigDecimal;

/** {@code extract(year FROM operand)}. */
record Extract(String field, Operand operand) implements Expression<BigDecimal> {

    Extract {
        if (field == null || !field.matches("[a-z_]+")) {
            throw Misuse.of(1104,
                    "extract(…) takes the name of a field as PostgreSQL writes it: \"year\", \"epoch\", \"dow\".");
        }
    }

    @Override
    public Class<BigDecimal> javaType() {
        return BigDecimal.class;
    }

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql("extract(").sql(field).sql(" FROM ").node(operand).sql(")");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
