package io.quarkiverse.strata.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One row of the checklist of PostgreSQL's grammar.
 *
 * @param group SELECT, INSERT, …
 * @param name what is documented
 * @param version the first major version that accepts it
 * @param sql a statement with it against the schema of setup.sql; what comes before its last semicolon prepares it
 */
record Clause(String group, String name, int version, String sql) {

    static List<Clause> all() {
        return text("clauses.tsv").lines().skip(1).map(line -> line.split("\t"))
                .map(row -> new Clause(row[0], row[1], Integer.parseInt(row[2].replace("+", "")), row[4])).toList();
    }

    static String text(String resource) {
        try (InputStream stream = Clause.class.getResourceAsStream("/grammar/" + resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String preparation() {
        int end = sql.lastIndexOf("; ");
        return end < 0 ? "" : sql.substring(0, end);
    }

    String statement() {
        int end = sql.lastIndexOf("; ");
        return end < 0 ? sql : sql.substring(end + 2);
    }

    @Override
    public String toString() {
        return group + ": " + name;
    }
}
