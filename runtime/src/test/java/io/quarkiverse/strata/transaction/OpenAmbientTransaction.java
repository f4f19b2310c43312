package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.Writes;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;

/** A test's transaction is open on a pool of two connections, and nothing of it stays. */
abstract class OpenAmbientTransaction {

    static final Duration LIMIT = Duration.ofSeconds(2);

    final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    TestDatabase test;
    Database db;
    AmbientTransaction ambient;

    @BeforeEach
    void begin() {
        test = new TestDatabase(2, PipelineBegin.READS, null, new Listeners(List.of(), List.of(new CommitListener() {
            @Override
            public void ended(Writes writes, Outcome outcome) {
                heard.add(outcome + (writes.isOpaque() ? " unknown" : " nothing"));
            }
        })));
        db = test.db();
        test.sql("CREATE TABLE p (id int8 PRIMARY KEY); CREATE TABLE t (id int8 CONSTRAINT key PRIMARY KEY, "
                + "p int8 CONSTRAINT parent REFERENCES p DEFERRABLE INITIALLY DEFERRED, "
                + "u int8 CONSTRAINT late UNIQUE DEFERRABLE INITIALLY IMMEDIATE)");
        ambient = AmbientTransaction.begin(test.db(), LIMIT);
    }

    @AfterEach
    void nothingStays() {
        await(ambient.rollback());
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
        test.becomesIdle();
        // both connections are as new, and what runs now counts
        Uni<Long> insert = db
                .transaction(tx -> tx.single(write("INSERT INTO t VALUES (1 + (SELECT count(*) FROM t)) RETURNING id")));
        await(Uni.join().all(db.transaction(tx -> tx.single(read("SELECT 1::int8"))), insert).andFailFast());
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
        test.close();
    }

    static Statement insert(long id) {
        return write("INSERT INTO t VALUES ($1)", id);
    }

    List<Long> ids() {
        return await(db.list(read("SELECT id FROM t ORDER BY id")));
    }
}
