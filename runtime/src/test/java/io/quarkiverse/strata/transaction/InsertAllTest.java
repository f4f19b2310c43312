package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.StatementRun;
import io.quarkiverse.strata.mapping.Registered;
import io.quarkiverse.strata.mapping.Registered.Author;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;

/** Where a bulk insert was called is looked up by its first statement, which is the very one that is sent. */
class InsertAllTest {

    private final List<StatementRun> runs = Collections.synchronizedList(new ArrayList<>());
    private final List<Statement> looked = new ArrayList<>();
    private TestDatabase test;

    @BeforeEach
    void open() {
        Registered.register();
        test = new TestDatabase(1, PipelineBegin.READS, null,
                new Listeners(List.of(runs::add), List.of(), List.of(), List.of(), statement -> {
                    looked.add(statement.get());
                    return "Here.call:1";
                }));
        test.sql("CREATE TABLE author (id int8 PRIMARY KEY, name text)");
    }

    @AfterEach
    void close() {
        test.close();
    }

    private static List<Author> authors(long count) {
        return new ArrayList<>(LongStream.rangeClosed(1, count).mapToObj(id -> new Author(id, "A" + id)).toList());
    }

    @Test
    void oneStatementIsMadeOnce() {
        assertThat(await(test.db().tagged("bulk").insertAll(authors(3)))).hasSize(3);

        assertThat(looked.get(0)).isSameAs(runs.get(0).statement());
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.options().callSite()).isEqualTo("Here.call:1");
            assertThat(run.options().tag()).isEqualTo("bulk");
        });
    }

    /** Also where they share a transaction that begins for them. */
    @Test
    void everyStatementHasTheOptionsOfTheCall() {
        assertThat(await(test.db().tagged("bulk").insertAll(authors(10_001)))).hasSize(10_001);

        assertThat(looked.get(0)).isSameAs(runs.get(0).statement());
        assertThat(runs).hasSize(2).allSatisfy(run -> {
            assertThat(run.inTransaction()).isTrue();
            assertThat(run.options().tag()).isEqualTo("bulk");
        });
        assertThat(test.number("SELECT count(*) FROM author")).isEqualTo(10_001);
    }

    @Test
    void itInsertsWhatItWasGivenWhateverBecomesOfTheList() {
        List<Author> authors = authors(2);
        Uni<List<Author>> insert = test.db().insertAll(authors);
        authors.clear();

        assertThat(await(insert)).containsExactly(new Author(1L, "A1"), new Author(2L, "A2"));
    }
}
