package io.quarkiverse.strata.sql;

/** A column of the select list by its label, for ORDER BY and GROUP BY. */
record Label(String name) implements Expression<Object> {

    Label {
        Identifiers.check(name, "alias");
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
        writer.identifier(name);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
