package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.OptimisticLockException;
import io.quarkiverse.strata.UniqueViolationException;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.StatementRun;
import io.quarkiverse.strata.mapping.Document;
import io.quarkiverse.strata.mapping.Registered;
import io.quarkiverse.strata.mapping.Registered.Author;
import io.quarkiverse.strata.sql.RecordChunk;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

/** Many records at once: by lists, which give the rows back, and by sources that are read as they are written. */
class BulkWriteTest {

    private final AtomicLong written = new AtomicLong();
    private TestDatabase test;

    @BeforeEach
    void open() {
        Registered.register();
        Document.register();
        test = new TestDatabase(1, PipelineBegin.READS, null,
                new Listeners(List.of(this::heard), List.of()));
        test.sql("CREATE TABLE author (id int8 PRIMARY KEY, name text)");
        test.sql(Document.DDL);
    }

    private void heard(StatementRun run) {
        if (run.statement().writes() && run.failure() == null) {
            written.addAndGet(run.rows());
        }
    }

    @AfterEach
    void close() {
        test.becomesIdle();
        test.close();
    }

    private static Select<Author> byId() {
        return select(Author.class).orderBy(col(Author::id));
    }

    private static Author author(long id, String name) {
        return new Author(id, name);
    }

    private static Multi<Author> authors(long count) {
        return Multi.createFrom().items(() -> LongStream.range(0, count).mapToObj(id -> author(id, "A" + id)));
    }

    @Test
    void updateAllGivesBackWhatItFoundInTheGivenOrder() {
        await(test.db().insertAll(List.of(author(1, "a"), author(2, "b"), author(3, "c"))));
        assertThat(await(test.db().updateAll(List.of(author(3, "z"), author(9, "?"), author(1, "x")))))
                .containsExactly(author(3, "z"), author(1, "x"));
        assertThat(await(test.db().list(byId()))).containsExactly(author(1, "x"), author(2, "b"), author(3, "z"));
        assertThat(await(test.db().updateAll(List.<Author> of()))).isEmpty();
    }

    @Test
    void upsertAllGivesBackAllInTheGivenOrder() {
        Document known = await(test.db().insert(Document.titled("known")));
        List<Document> rows = await(test.db().upsertAll(List.of(Document.titled("new"), known.retitled("changed"),
                Document.titled("newer"), new Document(99L, "given", 5, null, null))));
        assertThat(rows).extracting(Document::title).containsExactly("new", "changed", "newer", "given");
        assertThat(rows).extracting(Document::version).containsExactly(0, 1, 0, 5);
        assertThat(rows).extracting(Document::id).doesNotHaveDuplicates().contains(known.id(), 99L);
        assertThat(rows).extracting(Document::createdAt).doesNotContainNull();
    }

    @Test
    void oneStaleRecordOfManyLeavesAllAsTheyWere() {
        List<Document> read = await(test.db().insertAll(List.of(Document.titled("a"), Document.titled("b"),
                Document.titled("c"))));
        List<Document> changed = read.stream().map(each -> each.retitled(each.title() + "!")).toList();
        List<Document> updated = await(test.db().updateAll(changed));
        assertThat(updated).extracting(Document::version).containsExactly(1, 1, 1);
        await(test.db().update(updated.get(1)));

        assertThatThrownBy(() -> await(test.db().updateAll(updated.stream().map(each -> each.retitled("?")).toList())))
                .isInstanceOf(OptimisticLockException.class)
                .hasMessage("STRATA-2460: the table document has no row any more with the id, version of 1 of the 3 records: "
                        + "another changed or deleted it since it was read. Nothing was changed. Read it again and decide anew.");
        assertThatThrownBy(() -> await(test.db().upsertAll(updated))).isInstanceOf(OptimisticLockException.class);
        assertThatThrownBy(() -> await(test.db().updateAll(Multi.createFrom().iterable(updated))))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(await(test.db().list(select(Document.class).orderBy(col(Document::id))))).extracting(Document::title)
                .containsExactly("a!", "b!", "c!");
    }

    /** A chunk and what is asked for at once is all that is ever held of a million rows. */
    @Test
    void aSourceIsReadNoFasterThanItIsWritten() {
        long count = 1_000_000;
        AtomicLong made = new AtomicLong();
        AtomicLong ahead = new AtomicLong();
        Multi<Author> source = authors(count).invoke(author -> ahead.accumulateAndGet(made.incrementAndGet() - written.get(),
                Math::max));
        long rows = await(test.db().insertAll(source));
        assertThat(rows).isEqualTo(count);
        assertThat(test.number("SELECT count(*) FROM author")).isEqualTo(count);
        assertThat(ahead.get()).isBetween(1L, RecordChunk.MOST_ROWS + 512L);
    }

    @Test
    void sourcesAreUpdatedAndUpsertedInOneTransaction() {
        long rows = await(test.db().insertAll(authors(25_000)));
        assertThat(rows).isEqualTo(25_000);
        rows = await(test.db().updateAll(authors(30_000).map(each -> author(each.id(), "B"))));
        assertThat(rows).isEqualTo(25_000);
        rows = await(test.db().upsertAll(authors(30_000).map(each -> author(each.id(), "C"))));
        assertThat(rows).isEqualTo(30_000);
        assertThat(test.number("SELECT count(*) FROM author WHERE name = 'C'")).isEqualTo(30_000);
        assertThat(test.number("SELECT count(DISTINCT xmin::text) FROM author")).isEqualTo(1);
        rows = await(test.db().insertAll(Multi.createFrom().<Author> empty()));
        assertThat(rows).isZero();
    }

    @Test
    void aFailureOfEitherSideUndoesAllAndEndsTheOther() {
        AtomicInteger cancelled = new AtomicInteger();
        assertThatThrownBy(() -> await(test.db().insertAll(authors(1_000_000).map(each -> author(each.id() % 15_000, "A"))
                .onCancellation().invoke(cancelled::incrementAndGet)))).isInstanceOf(UniqueViolationException.class);
        assertThat(cancelled).hasValue(1);
        assertThatThrownBy(() -> await(test.db().insertAll(authors(15_000).invoke(author -> {
            if (author.id() == 14_999) {
                throw new IllegalStateException("no more");
            }
        })))).isInstanceOf(IllegalStateException.class).hasMessage("no more");
        assertThat(test.number("SELECT count(*) FROM author")).isZero();
    }

    @Test
    void whatIsNoRecordEndsTheSource() {
        AtomicInteger cancelled = new AtomicInteger();
        Multi<Object> mixed = Multi.createBy().concatenating().streams(authors(1_000).map(each -> (Object) each),
                Uni.createFrom().<Object> item("no record").onItem().delayIt().by(Duration.ofMillis(1)).toMulti(),
                Multi.createFrom().nothing())
                .onCancellation().invoke(cancelled::incrementAndGet);
        assertThatThrownBy(() -> await(test.db().insertAll(mixed))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("STRATA-1101: java.lang.String is not a mapped record.");
        assertThat(cancelled).hasValue(1);
        assertThat(test.number("SELECT count(*) FROM author")).isZero();
    }

    @Test
    void cancellingEndsTheSourceAndUndoesAll() {
        AtomicInteger cancelled = new AtomicInteger();
        Multi<Author> stalled = Multi.createBy().concatenating().streams(authors(12_000), Multi.createFrom().nothing())
                .onCancellation().invoke(cancelled::incrementAndGet);
        UniAssertSubscriber<Long> subscriber = test.db().insertAll(stalled).subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        Awaitility.await().until(() -> written.get() == RecordChunk.MOST_ROWS);
        subscriber.cancel();
        test.becomesIdle();
        assertThat(cancelled).hasValue(1);
        assertThat(test.number("SELECT count(*) FROM author")).isZero();
    }

    /** It reads in the transaction, over the one connection there is. */
    @Test
    void aStreamOfTheSameDatabaseIsASource() {
        await(test.db().insertAll(authors(12_000)));
        long rows = await(test.db().insertAll(test.db().stream(byId()).map(each -> author(each.id() + 100_000, each.name()))));
        assertThat(rows).isEqualTo(12_000);
    }

    @Test
    void itCanBeSubscribedAgainAndJoinsATransaction() {
        long rows = await(test.db().transaction(tx -> tx.insertAll(authors(3)).chain(() -> tx.upsertAll(authors(4)))));
        assertThat(rows).isEqualTo(4);
        var upsert = test.db().upsertAll(authors(5));
        rows = await(upsert);
        assertThat(rows).isEqualTo(5);
        rows = await(upsert);
        assertThat(rows).isEqualTo(5);
    }
}
