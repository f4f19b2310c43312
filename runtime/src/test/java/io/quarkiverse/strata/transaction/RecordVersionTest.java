package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.OptimisticLockException;
import io.quarkiverse.strata.mapping.Document;
import io.quarkiverse.strata.sql.RecordStatements;
import io.quarkiverse.strata.test.TestDatabase;

/** Records with a version are changed only while they have it; times are the server's. */
class RecordVersionTest {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    private static TestDatabase test;

    @BeforeAll
    static void open() {
        Document.register();
        test = new TestDatabase(2);
        test.sql(Document.DDL);
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.sql("TRUNCATE document RESTART IDENTITY");
    }

    private static Document inserted(String title) {
        return await(test.db().insert(Document.titled(title)));
    }

    private static void assertStale(ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOfSatisfying(OptimisticLockException.class, stale -> {
            assertThat(stale).hasMessage("STRATA-2460: the table document has no row any more with the id, version of the "
                    + "record: another changed or deleted it since it was read. Nothing was changed. Read it again and decide "
                    + "anew.");
            assertThat(stale.details().table()).isEqualTo("document");
        });
    }

    @Test
    void theFirstVersionIsZeroOrWhatTheRecordHas() {
        assertThat(inserted("a").version()).isZero();
        assertThat(await(test.db().insert(new Document(null, "b", 7, null, null))).version()).isEqualTo(7);
        assertThat(await(test.db().insertAll(List.of(Document.titled("c"), new Document(null, "d", 3, null, null)))))
                .extracting(Document::version).containsExactly(0, 3);
    }

    @Test
    void updateCountsTheVersionAndOnlyTheFirstWins() {
        Document read = inserted("a");
        Document changed = await(test.db().update(read.retitled("b")));
        assertThat(changed.version()).isEqualTo(1);
        assertStale(() -> await(test.db().update(read.retitled("c"))));
        assertThat(await(test.db().find(Document.class, read.id()))).isEqualTo(changed);
        assertThat(await(test.db().update(changed.retitled("d"))).version()).isEqualTo(2);
    }

    @Test
    void deleteAndUpsertLookAtTheVersionToo() {
        Document read = inserted("a");
        Document changed = await(test.db().upsert(read.retitled("b")));
        assertThat(changed.version()).isEqualTo(1);
        assertStale(() -> await(test.db().upsert(read.retitled("c"))));
        assertStale(() -> await(test.db().delete(read)));
        boolean deleted = await(test.db().delete(changed));
        assertThat(deleted).isTrue();
        assertStale(() -> await(test.db().delete(changed)));
        assertStale(() -> await(test.db().update(changed)));
        assertThat(await(test.db().upsert(changed)).version()).as("the row is gone: inserted as it is").isEqualTo(1);
    }

    @Test
    void staleWritesInATransactionUndoIt() {
        Document read = inserted("a");
        await(test.db().update(read.retitled("b")));
        assertStale(() -> await(test.db().transaction(tx -> tx.insert(Document.titled("other"))
                .chain(() -> tx.update(read.retitled("c"))))));
        assertThat(await(test.db().list(select(Document.class)))).extracting(Document::title).containsExactly("b");
    }

    @Test
    void aRecordThatWasNeverReadIsRefused() {
        assertThatThrownBy(() -> await(test.db().update(new Document(1L, "a", null, null, null))))
                .hasMessage("STRATA-1112: the "
                        + "io.quarkiverse.strata.mapping.Document given to update has null in its @Version version: it was never read "
                        + "from the database.");
    }

    @Test
    void textsAreConstant() {
        RecordStatements<Document> statements = RecordStatements.of(Document.class);
        Document document = new Document(1L, "a", 4, null, null);
        String all = " RETURNING id, title, version, created_at, updated_at";
        assertThat(statements.update(document).rendered().text()).isEqualTo("UPDATE document SET title = $1, "
                + "version = version + $2::int4, updated_at = now() WHERE id = $3::int8 AND version = $4::int4" + all);
        assertThat(statements.delete(document).rendered().text())
                .isEqualTo("DELETE FROM document WHERE id = $1::int8 AND version = $2::int4");
        assertThat(statements.insert(document).rendered().text()).isEqualTo("INSERT INTO document (title, version, created_at, "
                + "updated_at) VALUES ($1, $2::int4, now(), now())" + all);
        assertThat(statements.upsert(document).rendered().text()).isEqualTo("INSERT INTO document (id, title, version, "
                + "created_at, updated_at) OVERRIDING SYSTEM VALUE VALUES ($1::int8, $2, $3::int4, now(), now()) ON CONFLICT (id) "
                + "DO UPDATE SET title = excluded.title, version = document.version + $4::int4, "
                + "updated_at = now() WHERE document.version = excluded.version" + all);
    }

    /** A cached read by key depends on the row alone; the version isn't part of its key. */
    @Test
    void aWriteTellsItsRow() {
        RecordStatements<Document> statements = RecordStatements.of(Document.class);
        Document document = new Document(1L, "a", 4, null, null);
        assertThat(statements.update(document).touches().key()).containsOnlyKeys("id");
        assertThat(statements.upsert(document).touches().key()).containsOnlyKeys("id");
        assertThat(statements.delete(document).touches().key()).containsKey("id");
    }

    @Test
    void timesAreTheServersWhateverTheRecordHas() {
        Document given = new Document(null, "a", null, LONG_AGO, LONG_AGO);
        Document made = await(test.db().insert(given));
        assertThat(made.createdAt()).isAfter(LONG_AGO).isEqualTo(made.updatedAt());
        assertThat(await(test.db().insertAll(List.of(given)))).allSatisfy(each -> assertThat(each.createdAt())
                .isAfter(LONG_AGO));
        assertThat(await(test.db().single(insertInto(Document.class).record(given).returning(col(Document::createdAt)))))
                .isAfter(LONG_AGO);
        assertThat(await(test.db().single(insertInto(Document.class).records(List.of(given)).returning(
                col(Document::createdAt))))).isAfter(LONG_AGO);

        test.sql("UPDATE document SET created_at = '2001-01-01 00:00:00+00', updated_at = '2001-01-01 00:00:00+00'");
        Document updated = await(test.db().update(new Document(made.id(), "b", 0, Instant.now(), null)));
        assertThat(updated.createdAt()).isEqualTo(LONG_AGO);
        assertThat(updated.updatedAt()).isAfter(made.updatedAt());
        test.sql("UPDATE document SET created_at = '2001-01-01 00:00:00+00', updated_at = '2001-01-01 00:00:00+00'");
        Document upserted = await(test.db().upsert(updated.retitled("c")));
        assertThat(upserted.createdAt()).isEqualTo(LONG_AGO);
        assertThat(upserted.updatedAt()).isAfter(made.updatedAt());
    }
}
