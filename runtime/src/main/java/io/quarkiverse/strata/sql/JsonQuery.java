package io.quarkiverse.strata.sql;

/**
 * {@code JSON_QUERY(context, path)}: the JSON that a path finds. PostgreSQL 17.
 *
 * @param source what is looked at
 * @param returning its type, null for {@code jsonb}
 * @param wrapper whether an array is put around it, and when; empty for never
 * @param unquoted whether a string comes without its quotes
 * @param onEmpty what it is when the path finds nothing, null for NULL
 * @param onError what it is when the path fails, or finds several values without a wrapper; null for NULL
 */
public record JsonQuery(JsonSource source, PgType returning, String wrapper, boolean unquoted, JsonBehavior onEmpty,
        JsonBehavior onError) implements Expression<Object> {

    /** A value for {@code $name} in the path. */
    public JsonQuery passing(String name, Object value) {
        return new JsonQuery(source.passing(name, value), returning, wrapper, unquoted, onEmpty, onError);
    }

    /** {@code RETURNING type}: {@code "json"}, {@code "text"}, {@code "int[]"}. */
    public JsonQuery returning(String type) {
        return new JsonQuery(source, new PgType(type), wrapper, unquoted, onEmpty, onError);
    }

    /** {@code WITH WRAPPER}: an array around whatever is found. */
    public JsonQuery withWrapper() {
        return new JsonQuery(source, returning, " WITH WRAPPER", unquoted, onEmpty, onError);
    }

    /** {@code WITH CONDITIONAL WRAPPER}: an array around several values, not around one. */
    public JsonQuery withConditionalWrapper() {
        return new JsonQuery(source, returning, " WITH CONDITIONAL WRAPPER", unquoted, onEmpty, onError);
    }

    /** {@code OMIT QUOTES}: a string without its quotes. */
    public JsonQuery omitQuotes() {
        return new JsonQuery(source, returning, wrapper, true, onEmpty, onError);
    }

    /** {@code EMPTY ARRAY ON EMPTY}. */
    public JsonQuery emptyArrayOnEmpty() {
        return new JsonQuery(source, returning, wrapper, unquoted, JsonBehavior.of("EMPTY ARRAY"), onError);
    }

    /** {@code EMPTY OBJECT ON EMPTY}. */
    public JsonQuery emptyObjectOnEmpty() {
        return new JsonQuery(source, returning, wrapper, unquoted, JsonBehavior.of("EMPTY OBJECT"), onError);
    }

    /** {@code ERROR ON EMPTY}. */
    public JsonQuery errorOnEmpty() {
        return new JsonQuery(source, returning, wrapper, unquoted, JsonBehavior.of("ERROR"), onError);
    }

    /** {@code ERROR ON ERROR}. */
    public JsonQuery errorOnError() {
        return new JsonQuery(source, returning, wrapper, unquoted, onEmpty, JsonBehavior.of("ERROR"));
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
        ScopedWriter.of(writer).requires("JSON_QUERY", 17);
        writer.sql("JSON_QUERY(").node(source);
        if (returning != null) {
            writer.sql(" RETURNING ").sql(returning.name());
        }
        writer.sql(wrapper).sql(unquoted ? " OMIT QUOTES" : "");
        JsonBehavior.write(writer, onEmpty, onError);
        writer.sql(")");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
