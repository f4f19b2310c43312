package io.quarkiverse.strata.sql;

/** A word of SQL that stands for a value: CURRENT_DATE, DEFAULT. */
record Keyword<T>(String word, Class<T> javaType) implements Expression<T> {

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(word);
    }

    @Override
    public String toString() {
        return word;
    }
}
