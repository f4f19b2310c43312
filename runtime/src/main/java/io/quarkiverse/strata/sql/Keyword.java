package io.quarkiverse.strata.sql;

import java.util.Locale;

/** A word of SQL that stands for a value: CURRENT_DATE, DEFAULT. */
record Keyword<T>(String word, Class<T> javaType) implements Expression<T> {

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).touching().uses(word.toLowerCase(Locale.ROOT));
        writer.sql(word);
    }

    @Override
    public String toString() {
        return word;
    }
}
