package io.quarkiverse.strata.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.strata.sql.Raw;
import io.quarkiverse.strata.sql.Sql;
import io.quarkiverse.strata.sql.SqlStatement;
import io.quarkiverse.strata.test.PostgresServer;

/** Each row of the checklist of PostgreSQL's grammar: its own SQL and the builder's statement are the same. */
class GrammarTest {

    private static GrammarServer server;

    @BeforeAll
    static void start() {
        server = new GrammarServer(PostgresServer.get());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Clause> clauses() {
        return Clause.all();
    }

    @Test
    void everyRowIsWritten() {
        assertThat(Grammar.names())
                .isEqualTo(Clause.all().stream().map(Clause::toString).collect(Collectors.toSet()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clauses")
    void sameAsItsSql(Clause clause) {
        Grammar.assertSame(server, clause);
    }

    /** What a plan doesn't show. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SELECT: SKIP LOCKED | SELECT FROM t WHERE id <> 12 FOR UPDATE | b12
            SELECT: FOR UPDATE/NO KEY UPDATE/SHARE/KEY SHARE OF .. NOWAIT | SELECT FROM t WHERE id = 4 FOR UPDATE \
                | could not obtain lock on row
            TX: LOCK TABLE .. IN .. MODE NOWAIT | LOCK TABLE t IN SHARE MODE | could not obtain lock on relation
            """)
    void sameWhileOthersHoldLocks(String name, String lock, String outcome) {
        Clause clause = Clause.all().stream().filter(each -> each.toString().equals(name)).findFirst().orElseThrow();
        assertThat(server.whileLocked(lock, Grammar.written(clause).statement())).contains(outcome)
                .isEqualTo(server.whileLocked(lock, clause));
    }

    @Test
    void rawWouldBeFound() {
        assertThat(Parts.of(Sql.select(Sql.col("id")).from(Sql.select(Sql.raw("1").as("id")).as("x")).where(Sql.not(
                Sql.exists(Sql.sql("SELECT 1")))))).hasAtLeastOneElementOfType(Raw.class)
                .hasAtLeastOneElementOfType(SqlStatement.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clauses")
    void withoutRaw(Clause clause) {
        assertThat(Parts.of(Grammar.written(clause).statement())).as("parts in SQL text")
                .doesNotHaveAnyElementsOfTypes(Raw.class, SqlStatement.class);
        assertThat(Grammar.demanded(clause)).isEqualTo(Grammar.needed(clause));
    }
}
