package io.quarkiverse.strata.sql;

/**
 * {@code JSON_VALUE(context, path)}: the one string, number or boolean that a path finds. PostgreSQL 17.
 *
 * @param <T> the class of its value
 * @param source what is looked at
 * @param returning its type, null for {@code text}
 * @param onEmpty what it is when the path finds nothing, null for NULL
 * @param onError what it is when the path fails or finds something else, null for NULL
 * @param javaType the class of its value
 */
public record JsonValue<T>(JsonSource source, PgType returning, JsonBehavior onEmpty, JsonBehavior onError,
        Class<T> javaType) implements Expression<T> {

    /** A value for {@code $name} in the path. */
    public JsonValue<T> passing(String name, Object value) {
        return new JsonValue<>(source.passing(name, value), returning, onEmpty, onError, javaType);
    }

    /** {@code RETURNING type}, by its class. */
    public <V> JsonValue<V> returning(Class<V> type) {
        return new JsonValue<>(source, Types.required(type), onEmpty, onError, type);
    }

    /** {@code DEFAULT value ON EMPTY}. */
    public JsonValue<T> defaultOnEmpty(T value) {
        return new JsonValue<>(source, returning, JsonBehavior.ofDefault(value, "defaultOnEmpty"), onError, javaType);
    }

    /** {@code ERROR ON EMPTY}. */
    public JsonValue<T> errorOnEmpty() {
        return new JsonValue<>(source, returning, JsonBehavior.of("ERROR"), onError, javaType);
    }

    /** {@code DEFAULT value ON ERROR}. */
    public JsonValue<T> defaultOnError(T value) {
        return new JsonValue<>(source, returning, onEmpty, JsonBehavior.ofDefault(value, "defaultOnError"), javaType);
    }

    /** {@code ERROR ON ERROR}. */
    public JsonValue<T> errorOnError() {
        return new JsonValue<>(source, returning, onEmpty, JsonBehavior.of("ERROR"), javaType);
    }

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).requires("JSON_VALUE", 17);
        writer.sql("JSON_VALUE(").node(source);
        if (returning != null) {
            writer.sql(" RETURNING ").sql(returning.name());
        }
        JsonBehavior.write(writer, onEmpty, onError);
        writer.sql(")");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
