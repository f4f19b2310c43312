package io.quarkiverse.strata.sql;

/**
 * {@code JSON_EXISTS(context, path)}: whether a path finds something. PostgreSQL 17.
 *
 * @param source what is looked at
 * @param onError what it is when the path fails, null for false
 */
public record JsonExists(JsonSource source, JsonBehavior onError) implements Condition {

    /** A value for {@code $name} in the path. */
    public JsonExists passing(String name, Object value) {
        return new JsonExists(source.passing(name, value), onError);
    }

    /** {@code ERROR ON ERROR}: fails when the path fails. */
    public JsonExists errorOnError() {
        return new JsonExists(source, JsonBehavior.of("ERROR"));
    }

    /** {@code UNKNOWN ON ERROR}: null when the path fails. */
    public JsonExists unknownOnError() {
        return new JsonExists(source, JsonBehavior.of("UNKNOWN"));
    }

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).requires("JSON_EXISTS", 17);
        writer.sql("JSON_EXISTS(").node(source);
        JsonBehavior.write(writer, null, onError);
        writer.sql(")");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
