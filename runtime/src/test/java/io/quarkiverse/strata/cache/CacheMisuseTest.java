package io.quarkiverse.strata.cache;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.function;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.now;
import static io.quarkiverse.strata.sql.Sql.raw;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;

/** What can't be asked of the cache says so, and what to do instead. */
class CacheMisuseTest {

    private static Instance instance;
    private static Queries cached;

    @BeforeAll
    static void open() {
        instance = Instance.local(PostgresServer.get().createDatabase());
        cached = instance.db.cacheFor(Duration.ofMinutes(1));
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    @Test
    void aCacheThatIsOffTellsHowToSwitchItOn() {
        try (TestDatabase without = new TestDatabase(1)) {
            assertThatThrownBy(() -> await(without.db().cacheFor(Duration.ofMinutes(1)).list(select(all()).from("t"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("STRATA-2501: the cache of datasource <default> is switched off. Set "
                            + "quarkus.strata.cache.enabled=true in every application that writes to this database: each of "
                            + "them has to tell the cache what it changes.");
            assertThatThrownBy(() -> await(without.db().cache().clear())).hasMessageStartingWith("STRATA-2501: ");
            assertThat(without.db().cache().statistics().hits()).isZero();
        }
    }

    @Test
    void writesLocksAndStreamsAreRefused() {
        assertThatThrownBy(() -> await(cached.execute(insertInto("t").values(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2502: cacheFor(…) is for reads, and this statement may change data or take locks. Call it "
                        + "on the database itself. Statement: INSERT INTO t VALUES ($1::int4)");
        assertThatThrownBy(() -> await(cached.list(select(all()).from("t").forUpdate())))
                .hasMessageStartingWith("STRATA-2502: ");
        assertThatThrownBy(() -> await(cached.stream(select(all()).from("t")).collect().asList()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2503: a stream can't be cached: its rows are never all there at once. Use list(…), or "
                        + "stream without cacheFor(…). Statement: SELECT * FROM t");
    }

    @Test
    void durationsAndKeysAreChecked() {
        assertThatThrownBy(() -> instance.db.cacheFor(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2504: cacheFor(PT0S) keeps no result. Give it a duration above zero, or leave the call "
                        + "out.");
        assertThatThrownBy(() -> instance.db.cacheFor(Duration.ofSeconds(-1))).hasMessageStartingWith("STRATA-2504: ");
        assertThatThrownBy(() -> cached.cacheKey(" ")).hasMessage("STRATA-2504: cacheKey was given no name. Name what is kept, "
                + "or leave the call out: statement and parameters tell results apart by themselves.");
        assertThatThrownBy(() -> instance.db.cacheKey("films")).hasMessage("STRATA-2504: cacheKey(\"films\") names a result "
                + "that isn't kept. Call cacheFor(…) before it.");
    }

    @Test
    void resultsThatTablesAndParametersDoNotDecideAreRefused() {
        assertThatThrownBy(() -> await(cached.list(select(all()).from("t").where(col("at").lt(now())))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2505: the result can't be cached: it has now in it, whose value changes by itself or with "
                        + "the session. Bind the value as a parameter, or leave cacheFor(…) out. Statement: SELECT * FROM t "
                        + "WHERE at < now()");
        refused(select(function(Double.class, "random")), "random");
        refused(sql("SELECT current_user").reads("t").as(String.class), "current_user");
        refused(select(all()).from("t").where(raw("at < clock_timestamp()")), "clock_timestamp");
    }

    @Test
    void sqlTextThatDoesNotTellItsTablesIsRefused() {
        assertThatThrownBy(() -> await(cached.list(sql("SELECT 1 FROM t"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2505: the result can't be cached: sql(…) doesn't tell which tables it reads. Add "
                        + ".reads(\"table\", …) to sql(…) or raw(…), or leave cacheFor(…) out. Statement: SELECT 1 FROM t");
        refused(select(all()).from("t").where(raw("EXISTS (SELECT FROM u)")), "raw(…) with SELECT doesn't tell");
        refused(select(all()).from("t").where(raw("my_function(a)")), "raw(…) with my_function(…) doesn't tell");
    }

    private static void refused(Query<?> query, String why) {
        assertThatThrownBy(() -> await(cached.list(query))).hasMessageStartingWith("STRATA-2505: ").hasMessageContaining(why);
    }

    private static <T> T await(Uni<T> uni) {
        return PostgresServer.await(uni);
    }
}
