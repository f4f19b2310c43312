package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.Loader;
import io.quarkiverse.strata.NonUniqueResultException;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.StatementRun;
import io.quarkiverse.strata.mapping.Registered;
import io.quarkiverse.strata.mapping.Registered.Author;
import io.quarkiverse.strata.mapping.Registered.Book;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Promise;

/** Keys that are asked for side by side travel in one statement. */
class LoaderTest {

    private final List<StatementRun> runs = Collections.synchronizedList(new ArrayList<>());
    private final Context request = VertxContext
            .createNewDuplicatedContext(PostgresServer.get().vertx().getOrCreateContext());
    private TestDatabase test;
    private Database db;

    @BeforeEach
    void open() {
        Registered.register();
        test = new TestDatabase(3, PipelineBegin.READS, null, new Listeners(List.of(runs::add), List.of()));
        test.sql(
                "CREATE TABLE author (id int8, name text); INSERT INTO author SELECT n, 'A' || n FROM generate_series(1, 3000) n; "
                        + "CREATE TABLE book (id int8, author_id int8); INSERT INTO book VALUES (10, 1), (11, 1), (12, 2)");
        db = test.db();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void keysOfOneTurnTravelTogetherOnceEach() {
        List<Author> authors = inRequest(() -> all(db, 1, 2, 1, 9999));

        assertThat(authors).containsExactly(new Author(1L, "A1"), new Author(2L, "A2"), new Author(1L, "A1"), null);
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.statement().rendered().text()).endsWith("= ANY($1::int8[])");
            assertThat(run.statement().rendered().parameters().get(0).value()).isEqualTo(List.of(1L, 2L, 9999L));
        });
    }

    @Test
    void outsideTheEventLoopToo() {
        assertThat(await(all(db, 3, 4))).containsExactly(new Author(3L, "A3"), new Author(4L, "A4"));
        assertThat(runs).hasSize(1);
    }

    @Test
    void manyRowsOfOneKey() {
        Loader<Long, Book> ofAuthor = db.loader(Book.class, Book::authorId);
        List<List<Book>> books = inRequest(() -> Uni.join().all(ofAuthor.loadMany(1L), ofAuthor.loadMany(3L)).andFailFast());
        assertThat(books.get(0)).containsExactlyInAnyOrder(new Book(10L, 1L), new Book(11L, 1L));
        assertThat(books.get(1)).isEmpty();

        assertThatThrownBy(() -> inRequest(() -> ofAuthor.load(1L))).isInstanceOf(NonUniqueResultException.class);
        assertThatThrownBy(() -> ofAuthor.load(null))
                .hasMessage("STRATA-2607: null as a key of a loader of Book: no row is equal "
                        + "to null. Leave it out before loading.");
    }

    @Test
    void aStatementTakesAThousandKeys() {
        List<Author> authors = inRequest(() -> all(db, LongStream.rangeClosed(1, 2500).toArray()));
        assertThat(authors).hasSize(2500).doesNotContainNull();
        assertThat(runs).extracting(StatementRun::rows).containsExactlyInAnyOrder(1000, 1000, 500);
    }

    @Test
    void insideATransactionItSeesItsWritesAndOutsideItDoesNot() {
        List<Author> seen = inRequest(() -> db.transaction(tx -> tx
                .execute(sql("INSERT INTO author VALUES (5000, 'new')"))
                .chain(() -> Uni.join().all(tx.loader(Author.class, Author::id).load(5000L),
                        db.loader(Author.class, Author::id).load(5000L),
                        db.outsideTransaction().loader(Author.class, Author::id).load(5000L)).andFailFast())));

        assertThat(seen).containsExactly(new Author(5000L, "new"), new Author(5000L, "new"), null);
    }

    @Test
    void aFailureIsThatOfAllWhoWait() {
        test.sql("ALTER TABLE author RENAME TO gone");
        List<Throwable> failures = inRequest(() -> Uni.join().all(
                db.loader(Author.class, Author::id).load(1L).onItemOrFailure().transform((item, failure) -> failure),
                db.loader(Author.class, Author::id).load(2L).onItemOrFailure().transform((item, failure) -> failure))
                .andFailFast());
        assertThat(failures).hasSize(2).allSatisfy(failure -> assertThat(failure).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("relation \"author\" does not exist"));
    }

    @Test
    @SuppressWarnings({ "unchecked", "rawtypes" })
    void aWrongKeyFailsTheUni() {
        Loader raw = db.loader(Author.class, Author::id);
        assertThatThrownBy(() -> inRequest(() -> (Uni<Author>) raw.load("one"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("STRATA-");
    }

    @Test
    void aKeyThatNobodyWaitsForIsNotSent() {
        Loader<Long, Author> loader = db.loader(Author.class, Author::id);
        inRequest(() -> {
            loader.load(7L).subscribe().with(item -> {
            }, failure -> {
            }).cancel();
            return loader.load(8L);
        });
        assertThat(runs).singleElement().satisfies(
                run -> assertThat(run.statement().rendered().parameters().get(0).value()).isEqualTo(List.of(8L)));
    }

    @Test
    void eachSubscriptionAsksAnew() {
        Uni<Author> first = db.loader(Author.class, Author::id).load(1L);
        await(first);
        test.sql("UPDATE author SET name = 'renamed' WHERE id = 1");
        assertThat(await(first)).isEqualTo(new Author(1L, "renamed"));
    }

    private static Uni<List<Author>> all(Queries db, long... ids) {
        return Uni.join().all(LongStream.of(ids).mapToObj(id -> db.loader(Author.class, Author::id).load(id)).toList())
                .andFailFast();
    }

    private <T> T inRequest(Supplier<Uni<T>> work) {
        Promise<T> done = Promise.promise();
        request.runOnContext(turn -> work.get().subscribe().with(done::complete, done::fail));
        return await(done.future());
    }
}
