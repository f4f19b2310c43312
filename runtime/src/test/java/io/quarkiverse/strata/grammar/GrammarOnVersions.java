package io.quarkiverse.strata.grammar;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.sql.Requirement;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.vertx.pgclient.PgException;

/** The checklist on the older servers: {@code -Pversions} brings them. */
class GrammarOnVersions {

    private static final Path SERVERS = Path.of(System.getProperty("strata.test.servers"));

    static List<Path> servers() throws IOException {
        try (Stream<Path> archives = Files.list(SERVERS)) {
            return archives.sorted().toList();
        }
    }

    @Test
    void allAreThere() throws IOException {
        assertThat(servers()).extracting(server -> server.getFileName().toString()).containsExactly("postgres-14.jar",
                "postgres-15.jar", "postgres-16.jar", "postgres-17.jar");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void sameAsItsSqlOrRefused(Path binaries) {
        SoftAssertions clauses = new SoftAssertions();
        try (PostgresServer server = PostgresServer.start(binaries);
                GrammarServer grammar = new GrammarServer(server);
                TestDatabase test = new TestDatabase(server, grammar.database(), 1)) {
            assertThat(binaries.toString()).endsWith("-" + grammar.major() + ".jar");
            for (Clause clause : Clause.all()) {
                clauses.assertThatCode(() -> check(grammar, test, clause)).as(clause.toString()).doesNotThrowAnyException();
            }
        }
        clauses.assertAll();
    }

    private static void check(GrammarServer grammar, TestDatabase test, Clause clause) {
        if (clause.version() <= grammar.major()) {
            Grammar.assertSame(grammar, clause);
            return;
        }
        Written written = Grammar.written(clause);
        assertThatThrownBy(() -> grammar.run(clause, written)).as("its own SQL").isInstanceOf(PgException.class);
        Requirement requirement = written.statement().requirement();
        if (requirement != null && requirement.version() > grammar.major()) {
            assertThatThrownBy(() -> await(test.db().execute(written.statement())))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith(
                            "STRATA-2450: " + requirement.clause() + " needs PostgreSQL " + Grammar.needed(clause)
                                    + " or newer, and the server of datasource <default> is " + grammar.major() + ".");
        } else if (Grammar.REFUSED_BY_SERVERS.contains(clause.toString())) {
            assertThatThrownBy(() -> await(test.db().execute(written.statement()))).isInstanceOf(DatabaseException.class);
        } else {
            assertThatCode(() -> await(test.db().execute(written.statement()))).doesNotThrowAnyException();
        }
    }
}
