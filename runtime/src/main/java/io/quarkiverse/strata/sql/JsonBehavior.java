package io.quarkiverse.strata.sql;

/**
 * What SQL/JSON's query functions give where the path finds nothing, or fails.
 *
 * @param words ERROR, NULL, EMPTY ARRAY, …; DEFAULT with a value
 * @param value the default, null for none
 * @param type the default's type
 */
public record JsonBehavior(String words, Operand value, PgType type) implements Node {

    static JsonBehavior of(String words) {
        return new JsonBehavior(words, null, null);
    }

    static JsonBehavior ofDefault(Object value, String call) {
        Bound<?> given = Bound.value(Misuse.given(value, call));
        return new JsonBehavior("DEFAULT ", given, given.place().parameter().type());
    }

    /** PostgreSQL takes an operator's result there, not a bare parameter: the value goes through text. */
    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(words);
        if (value != null) {
            writer.sql("(").node(value).sql(type.equals(PgType.TEXT) ? " || '')" : "::text || '')::" + type);
        }
    }

    static void write(SqlWriter writer, JsonBehavior onEmpty, JsonBehavior onError) {
        if (onEmpty != null) {
            writer.sql(" ").node(onEmpty).sql(" ON EMPTY");
        }
        if (onError != null) {
            writer.sql(" ").node(onError).sql(" ON ERROR");
        }
    }
}
