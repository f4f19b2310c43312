package io.quarkiverse.strata.sql;

/** A column of the select list by its position, for ORDER BY and GROUP BY. */
record Ordinal(int position) implements Expression<Object> {

    Ordinal {
        if (position < 1) {
            throw Misuse.of(1105, "ordinal(…) counts the columns of the select list from 1.");
        }
    }

    @Override
    public Class<Object> javaType() {
        return Object.class;
    }

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(Integer.toString(position));
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
