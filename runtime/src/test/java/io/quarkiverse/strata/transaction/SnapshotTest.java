package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;

/** Several transactions that see the same. */
class SnapshotTest {

    private static final int PARTS = 4;

    private static TestDatabase test;
    private static Database db;

    @BeforeAll
    static void start() {
        test = new TestDatabase(PARTS + 1);
        db = test.db();
        test.sql("CREATE TABLE t (id int8)");
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @AfterEach
    void everythingIsBack() {
        test.becomesIdle();
    }

    private static <T> Uni<List<T>> each(List<Queries> parts, Function<Queries, Uni<T>> work) {
        return Uni.join().all(parts.stream().map(work).toList()).andFailFast();
    }

    private static Uni<Long> count(Queries queries) {
        return queries.single(read("SELECT count(*) FROM t"));
    }

    private static long number(Uni<? extends Number> uni) {
        Number number = await(uni);
        return number.longValue();
    }

    @Test
    void allPartsSeeWhatWasThereWhenTheFirstBeganAndReadAtTheSameTime() {
        List<Long> counts = await(db.snapshot(PARTS, parts -> db.outsideTransaction()
                .execute(write("INSERT INTO t SELECT generate_series(1, 1000)"))
                .chain(() -> each(parts, part -> count(part)
                        .call(() -> db.outsideTransaction().execute(write("INSERT INTO t VALUES (0)")))))));
        assertThat(counts).hasSize(PARTS).containsOnly(0L);
        List<Long> pids = await(db.snapshot(PARTS, parts -> each(parts,
                part -> part.single(read("SELECT pg_backend_pid()::int8 FROM pg_sleep(0.2)")))));
        assertThat(new HashSet<>(pids)).hasSize(PARTS);
        assertThat(number(count(db))).isEqualTo(1000 + PARTS);
    }

    @Test
    void aPartThatIsNotUsedTakesNoConnection() {
        long used = await(db.snapshot(PARTS, parts -> parts.get(1)
                .single(read("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pool' "
                        + "AND datname = current_database() AND state <> 'idle'"))));
        assertThat(used).isEqualTo(2);
    }

    @Test
    void theyOnlyRead() {
        assertThatThrownBy(() -> await(db.snapshot(2, parts -> parts.get(1).execute(write("INSERT INTO t VALUES (1)")))))
                .isInstanceOf(DatabaseException.class).hasMessageStartingWith("STRATA-2419: ")
                .hasMessageContaining("transaction snapshot");
    }

    @Test
    void onePartIsASnapshotTooAndNoneIsNot() {
        assertThat(number(db.snapshot(1, parts -> parts.get(0).single(read("SELECT 7::int8"))))).isEqualTo(7);
        assertThatThrownBy(() -> db.snapshot(0, parts -> Uni.createFrom().nullItem()))
                .hasMessageStartingWith("STRATA-2433: a snapshot can't be read in 0 parts at once");
    }
}
