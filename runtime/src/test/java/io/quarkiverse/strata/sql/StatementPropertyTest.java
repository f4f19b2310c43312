package io.quarkiverse.strata.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.strata.mapping.Mapping;
import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Statements of random shape with hostile names and values: the server understands each, gives back what was bound, in its
 * place, and no value is in a text. {@code -Djqwik.tries.default=100000} looks longer.
 */
class StatementPropertyTest {

    private static final Pattern PLACE = Pattern.compile("(?<![\\w$])\\$(\\d+)");
    private static final Pattern QUOTED = Pattern.compile("(?s)\"(?:[^\"]|\"\")*\"|/\\*.*?\\*/");

    private static SqlConnection connection;

    @BeforeContainer
    static void connect() {
        Schema.register();
        String database = PostgresServer.get().createDatabase();
        connection = PostgresServer.get().connect(database);
        query("SET timezone = 'UTC'");
    }

    @AfterContainer
    static void disconnect() {
        PostgresServer.await(connection.close());
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Arbitraries.integers().between(0, 1 << 20).withDistribution(RandomDistribution.uniform()).list().ofMaxSize(400);
    }

    @Property
    void queriesGiveBackWhatWasBound(@ForAll("choices") List<Integer> numbers) {
        RandomQueries.Known known = new RandomQueries(new Choices(numbers)).query();
        assertText(known.query());
        assertThat(run(known.query())).as(known.query().rendered().text())
                .containsExactlyInAnyOrderElementsOf(known.rows().stream().map(
                        StatementPropertyTest::canonical).toList());
    }

    @Property
    void writesKeepWhatWasBound(@ForAll("choices") List<Integer> numbers) {
        Choices choices = new Choices(numbers);
        RandomTable table = new RandomTable(choices);
        query("BEGIN; " + table.ddl());
        try {
            for (int i = choices.below(3); i >= 0; i--) {
                write(table.insert());
            }
            write(table.update());
            if (choices.sometimes()) {
                write(table.delete());
            }
            assertThat(run(table.all())).containsExactlyInAnyOrderElementsOf(table.rows().stream().map(
                    StatementPropertyTest::canonical).toList());
        } finally {
            query("ROLLBACK");
        }
    }

    private static void write(Statement statement) {
        assertText(statement);
        run(statement);
    }

    @Property
    void namesThatPostgresCantHaveAreRefused(@ForAll String text) {
        boolean fits = !text.isEmpty() && text.indexOf('\0') < 0 && text.getBytes(StandardCharsets.UTF_8).length <= 63;
        if (fits) {
            assertThat(query("SELECT 1 AS " + Identifiers.quoted(Sql.identifier(text).name()))).containsExactly("[1]");
        } else {
            assertThatThrownBy(() -> Sql.identifier(text)).hasMessageStartingWith("STRATA-1104: ");
        }
    }

    /** No value in it, and the places in order. */
    private static void assertText(Statement statement) {
        Rendered rendered = statement.rendered();
        assertThat(rendered.text()).doesNotContain(Hostile.MARK);
        for (Parameter parameter : rendered.parameters()) {
            String value = String.valueOf(parameter.value());
            assertThat(value.length() > 5 && rendered.text().contains(value)).as("%s in %s", value, rendered).isFalse();
        }
        int next = 1;
        Matcher places = PLACE.matcher(QUOTED.matcher(rendered.text()).replaceAll("\"\""));
        while (places.find()) {
            int number = Integer.parseInt(places.group(1));
            assertThat(number).isLessThanOrEqualTo(next);
            next = Math.max(next, number + 1);
        }
        assertThat(rendered.parameters()).hasSize(next - 1);
    }

    private static List<String> run(Statement statement) {
        try {
            return rows(PostgresServer.await(connection.preparedQuery(statement.rendered().text())
                    .execute(Mapping.tuple(statement.rendered().parameters()))));
        } catch (RuntimeException e) {
            throw new AssertionError("refused: " + statement.rendered(), e);
        }
    }

    private static List<String> query(String text) {
        return rows(PostgresServer.await(connection.query(text).execute()));
    }

    private static List<String> rows(RowSet<Row> result) {
        List<String> rows = new ArrayList<>();
        for (Row row : result) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(row.getValue(i));
            }
            rows.add(canonical(values));
        }
        return rows;
    }

    private static String canonical(List<Object> row) {
        return row.stream().map(Kind::canonical).toList().toString();
    }
}
