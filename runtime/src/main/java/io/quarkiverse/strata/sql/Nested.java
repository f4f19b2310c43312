package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * The rows of a sub-query as one JSON value of the outer row: an array of objects by the columns' names, or one object. Every
 * value is PostgreSQL's own text for it, so that none loses anything in JSON; results nested further down stay JSON.
 *
 * @param query the sub-query
 * @param record the record that its rows become, null when they are single values
 * @param isMany whether there may be any number of rows; else one or none
 */
record Nested<T>(Node query, TableDescriptor<?> record, boolean isMany, Class<T> javaType) implements Expression<T> {

    private static final String ROWS = "strata_rows";
    private static final String TEXTS = "strata_texts";
    private static final String VALUE = "value";

    @SuppressWarnings("unchecked")
    static <T> Nested<T> of(String call, Query<?> query, boolean isMany) {
        Shape<?> shape = Misuse.given(query, call).shape();
        if (shape.kind() == Shape.Kind.ROW || shape.kind() == Shape.Kind.SCALAR && !isMany) {
            throw Misuse.of(2481, call + "(…) takes a query whose rows become a mapped record" + (isMany
                    ? " or a single value: say as(Record.class) behind it."
                    : ": say as(Record.class) behind it, or use scalar(query) for a single value."));
        }
        return new Nested<>(Part.of(query), shape.kind() == Shape.Kind.RECORD ? Descriptors.of(shape.type()) : null, isMany,
                (Class<T>) (isMany ? List.class : shape.type()));
    }

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).inside(() -> {
            writer.sql(isMany ? "(SELECT coalesce(json_agg(" : "(SELECT row_to_json(");
            writer.sql(record == null ? ROWS + "." + VALUE + "::text" : TEXTS).sql(isMany ? "), '[]') FROM (" : ") FROM (");
            if (record == null) {
                writer.node(query).sql(") AS ").sql(ROWS).sql(" (").sql(VALUE).sql("))");
            } else {
                writeTexts(writer);
                writer.node(query).sql(") AS ").sql(ROWS).sql(") AS ").sql(TEXTS).sql(")");
            }
        });
    }

    private void writeTexts(SqlWriter writer) {
        writer.sql("SELECT ");
        Lists.commas(writer, record.columns(), column -> {
            writer.sql(ROWS).sql(".").identifier(column.name());
            if (!column.type().equals(PgType.NESTED)) {
                // the text of money depends on the server's locale
                writer.sql(column.type().name().equals("money") ? "::numeric::text" : "::text").sql(" AS ")
                        .identifier(column.name());
            }
        });
        writer.sql(" FROM (");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
