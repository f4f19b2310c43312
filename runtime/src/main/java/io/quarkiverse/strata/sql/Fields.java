package io.quarkiverse.strata.sql;

/**
 * {@code (composite).*}: all fields of a composite value, each a column of the result.
 *
 * @param composite the value
 */
public record Fields(Expression<?> composite) implements Selectable {

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql("(").node(composite).sql(").*");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
