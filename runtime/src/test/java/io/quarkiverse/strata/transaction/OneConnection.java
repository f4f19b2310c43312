package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.test.TestDatabase;

/** A database with a table {@code t}, empty before each test, and one connection, which must be back after each. */
abstract class OneConnection {

    static TestDatabase test;
    static Database db;

    @BeforeAll
    static void start() {
        test = new TestDatabase(1);
        db = test.db();
        test.sql("CREATE TABLE t (id int8 PRIMARY KEY)");
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.sql("TRUNCATE t");
    }

    @AfterEach
    void theConnectionIsBack() {
        assertThat(await(db.single(read("SELECT 1::int8")))).isEqualTo(1);
        test.becomesIdle();
    }
}
