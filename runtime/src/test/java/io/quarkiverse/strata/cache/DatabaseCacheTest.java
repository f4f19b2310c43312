package io.quarkiverse.strata.cache;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.deleteFrom;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.param;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.transaction.AmbientTransaction;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** What is kept and what outdates it. Changes behind the cache's back show whether a read asked the database. */
class DatabaseCacheTest {

    private static final Select<Object> ROW = select(col("name")).from("film")
            .where(col("id").eq(param("id", Integer.class)));
    private static final Select<Long> FILMS = select(all()).from("film").asCount();
    private static final Select<Long> ROLES = select(all()).from("role").asCount();

    private final String database = PostgresServer.get().createDatabase();
    private Instance instance;
    private Queries cached;

    @BeforeEach
    void open() {
        behind("""
                CREATE TABLE film (id int PRIMARY KEY, name text, length int);
                CREATE TABLE role (film int REFERENCES film ON DELETE CASCADE, actor text);
                CREATE TABLE log (what text);
                CREATE VIEW long_film AS SELECT * FROM film WHERE length > 100;
                CREATE VIEW recent_film AS SELECT * FROM film WHERE now() > '2000-01-01';
                INSERT INTO film VALUES (1, 'Alien', 117), (2, 'Brazil', 132);
                INSERT INTO role VALUES (1, 'Weaver'), (2, 'Pryce')""");
        instance = Instance.local(database);
        cached = instance.db.cacheFor(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void aSecondReadIsGivenWhatIsKeptAndAWriteOutdatesIt() {
        assertThat(await(cached.single(FILMS))).isEqualTo(2);
        behind("INSERT INTO film VALUES (3, 'Casablanca', 102)");
        assertThat(await(cached.single(FILMS))).isEqualTo(2);
        assertThat(await(instance.db.single(FILMS))).isEqualTo(3);
        write(insertInto("film").values(4, "Diva", 117));
        assertThat(await(cached.single(FILMS))).isEqualTo(4);
        assertThat(instance.cache.statistics().hits()).isEqualTo(1);
        assertThat(instance.cache.statistics().stale()).isEqualTo(1);
    }

    @Test
    void aCachedReadHasItsTime() {
        assertThatThrownBy(() -> await(cached.timeout(Duration.ofMillis(300))
                .list(sql("SELECT name FROM film, pg_sleep(20)").reads("film"))))
                .hasMessage(
                        "STRATA-2206: a cached call on datasource <default> took longer than its timeout of 300 ms: neither "
                                + "the cache nor the query behind it has answered. The query is cancelled in the server unless "
                                + "others wait for it, too. Statement: SELECT name FROM film, pg_sleep(20)");
        assertThat(await(cached.timeout(Duration.ofSeconds(10)).single(FILMS))).isEqualTo(2);
    }

    /** A test's transaction reads what it has written, and nothing of it stays with others. */
    @Test
    void aTestsTransactionNeitherReadsNorKeeps() {
        assertThat(await(cached.single(FILMS))).isEqualTo(2);
        AmbientTransaction test = AmbientTransaction.begin(instance.db, Duration.ofSeconds(2));
        write(insertInto("film").values(3, "Casablanca", 102));
        assertThat(await(cached.single(FILMS))).isEqualTo(3);
        Long inside = await(instance.db.transaction(tx -> tx.execute(insertInto("film").values(4, "Diva", 117))
                .chain(() -> cached.single(FILMS))));
        assertThat(inside).isEqualTo(4);
        await(test.rollback());
        assertThat(await(cached.single(FILMS))).isEqualTo(2);
        assertThat(instance.cache.statistics().hits()).isZero();
    }

    /** The catalog is read before the first COMMIT: it must not wait for locks that this transaction itself holds. */
    @Test
    void aTransactionThatLocksWhatAViewReadsCommits() {
        int touched = await(instance.db.transaction(tx -> tx.execute(sql("TRUNCATE film, role"))
                .chain(() -> tx.execute(insertInto("film").values(5, "Eraserhead", 89)))));
        assertThat(touched).isEqualTo(1);
        assertThat(await(cached.single(FILMS))).isEqualTo(1);
    }

    @Test
    void anUpdateThatFindsNoRowLeavesNoIntent() {
        assertThatThrownBy(() -> await(instance.db.single(update("film").set("name", "x").where(col("id").eq(99))
                .returning(col("name"))))).hasMessageStartingWith("STRATA-2201: one row was asked for and there is none");
        assertThat(await(cached.single(FILMS))).isEqualTo(2);
        assertThat(await(cached.single(FILMS))).isEqualTo(2);
        assertThat(instance.cache.statistics().hits()).isEqualTo(1);
    }

    @Test
    void parametersKeysAndDurationsTellResultsApart() {
        assertThat(name(1)).isEqualTo("Alien");
        assertThat(name(2)).isEqualTo("Brazil");
        behind("UPDATE film SET name = 'x'");
        assertThat(name(1)).isEqualTo("Alien");
        assertThat(await(cached.cacheKey("mine").first(ROW.bind("id", 1)))).isEqualTo("x");
        assertThat(await(instance.db.cacheFor(Duration.ofMillis(1)).first(ROW.bind("id", 1)))).isEqualTo("x");
    }

    @Test
    void aWriteByKeyOutdatesItsRowAlone() {
        name(1);
        name(2);
        behind("UPDATE film SET name = 'x'");
        write(update("film").set("name", "Brasil").where(col("id").eq(2)));
        assertThat(name(1)).isEqualTo("Alien");
        assertThat(name(2)).isEqualTo("Brasil");
        write(update("film").set("name", "y").where(col("length").gt(1)));
        assertThat(name(1)).isEqualTo("y");
    }

    @Test
    void aWriteThatMovesAKeyOutdatesAllRows() {
        name(1);
        write(update("film").set("id", 1).set("name", "z").where(col("id").eq(1)));
        assertThat(name(1)).isEqualTo("z");
    }

    @Test
    void aRowThatWasMissingIsFoundAfterItsInsert() {
        assertThat(name(5)).isNull();
        write(insertInto("film").values(5, "Eraserhead", 89));
        assertThat(name(5)).isEqualTo("Eraserhead");
    }

    @Test
    void whatAForeignKeyATriggerOrAViewChangesIsOutdated() {
        assertThat(await(cached.single(ROLES))).isEqualTo(2);
        Select<Long> longFilms = select(all()).from("long_film").asCount();
        assertThat(await(cached.single(longFilms))).isEqualTo(2);
        write(deleteFrom("film").where(col("id").eq(1)));
        assertThat(await(cached.single(ROLES))).isEqualTo(1);
        assertThat(await(cached.single(longFilms))).isEqualTo(1);

        write(sql("CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (1); RETURN NEW; "
                + "END'"));
        write(sql("CREATE TRIGGER note AFTER INSERT ON role FOR EACH ROW EXECUTE FUNCTION note()"));
        Select<Long> logged = select(all()).from("log").asCount();
        assertThat(await(cached.single(logged))).isZero();
        write(insertInto("role").values(2, "Palin"));
        assertThat(await(cached.single(logged))).isEqualTo(1);
    }

    @Test
    void writesThroughAViewAndToPartitionsAreSeen() {
        name(1);
        write(update("long_film").set("name", "v").where(col("id").eq(1)));
        assertThat(name(1)).isEqualTo("v");
        write(sql("CREATE TABLE part (id int PRIMARY KEY, n int) PARTITION BY LIST (id)"));
        write(sql("CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1)"));
        write(insertInto("part").values(1, 10));
        Query<Integer> n = select(col("n")).from("part").where(col("id").eq(1)).as(Integer.class);
        assertThat(await(cached.single(n))).isEqualTo(10);
        write(update("part_1").set("n", 11).where(col("id").eq(1)));
        assertThat(await(cached.single(n))).isEqualTo(11);
    }

    @Test
    void sqlTextSaysWhatItTouches() {
        Query<Long> films = sql("SELECT count(*) FROM film").reads("film").as(Long.class);
        assertThat(await(cached.single(films))).isEqualTo(2);
        assertThat(await(cached.single(ROLES))).isEqualTo(2);
        behind("DELETE FROM role; INSERT INTO film VALUES (6, 'Fargo', 98)");
        write(sql("INSERT INTO log VALUES ('x')").changes("log"));
        assertThat(await(cached.single(films))).isEqualTo(2);
        assertThat(await(cached.single(ROLES))).isEqualTo(2);
        write(sql("UPDATE role SET actor = 'x'").changes("role"));
        assertThat(await(cached.single(films))).isEqualTo(2);
        assertThat(await(cached.single(ROLES))).isZero();
        write(sql("UPDATE log SET what = 'x'"));
        assertThat(await(cached.single(films))).isEqualTo(3);
    }

    @Test
    void aTransactionSeesItsOwnWritesAndARolledBackOneOutdatesNothingThatIsWrong() {
        name(1);
        List<Object> seen = new ArrayList<>();
        assertThatThrownBy(() -> await(instance.db.transaction(tx -> tx
                .execute(update("film").set("name", "inside").where(col("id").eq(1)))
                .chain(() -> instance.db.cacheFor(Duration.ofMinutes(1)).first(ROW.bind("id", 1))).invoke(seen::add)
                .chain(() -> Uni.createFrom().<Void> failure(new IllegalStateException("no")))))).hasMessage("no");
        assertThat(seen).containsExactly("inside");
        assertThat(name(1)).isEqualTo("Alien");
    }

    @Test
    void oneQueryServesAllThatWaitForIt() {
        Query<String> slow = sql("SELECT name FROM film, pg_sleep(0.5) WHERE id = 1").reads("film").as(String.class);
        Cancellable leaves = cached.single(slow).subscribe().with(ignored -> {
        }, ignored -> {
        });
        List<Uni<String>> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Uni<String> read = cached.single(slow).memoize().indefinitely();
            read.subscribe().with(ignored -> {
            }, ignored -> {
            });
            others.add(read);
        }
        leaves.cancel();
        others.forEach(read -> assertThat(await(read)).isEqualTo("Alien"));
        assertThat(instance.cache.statistics().stored()).isEqualTo(1);
    }

    @Test
    void everyTypeComesBackAsItWas() {
        Query<Row> values = sql("""
                SELECT true, 1::int2, 2, 3::int8, 1.5::float4, 2.5::float8, 1.25::numeric, -1e20::numeric, 't'::text,
                  '\\x01'::bytea, '00000000-0000-0000-0000-000000000001'::uuid, '2026-11-22'::date, '12:13:14.5'::time,
                  '12:13:14+02'::timetz, '2026-11-22 10:11:12.123456'::timestamp, '2026-11-22 10:11:12+00'::timestamptz,
                  'infinity'::date, 'infinity'::timestamp, '1 year 2 days 3 seconds'::interval, '{"a": [1, 2.5]}'::jsonb,
                  '[1]'::json, 'null'::jsonb, '(1,2)'::point, '{1,2,3}'::line, '[(0,0),(1,1)]'::lseg, '(1,1),(0,0)'::box,
                  '((0,0),(1,1))'::path, '((0,0),(1,1),(1,0))'::polygon, '<(1,2),3>'::circle, '10.0.0.1/8'::inet,
                  '10.0.0.0/8'::cidr, 12.34::money, ARRAY[1, NULL, 3], ARRAY['a', 'b'],
                  ARRAY['{"a": 1}'::jsonb], ARRAY[1.5::numeric], NULL::text""").reads("film");
        Row first = await(cached.single(values));
        Row second = await(cached.single(values));
        assertThat(instance.cache.statistics().hits()).isEqualTo(1);
        for (int i = 0; i < first.columns().size(); i++) {
            assertThat(second.get(i, Object.class)).as("column " + i).usingRecursiveComparison()
                    .isEqualTo(first.get(i, Object.class)); // Inet and Cidr have no equals
        }
    }

    @Test
    void aResultThatIsTooLargeIsGivenAndNotKept() {
        Query<String> large = sql("SELECT repeat('x', 200000)").reads("film").as(String.class);
        assertThat(await(cached.single(large))).hasSize(200_000);
        assertThat(await(cached.single(large))).hasSize(200_000);
        assertThat(instance.cache.statistics().refused()).isEqualTo(2);
    }

    @Test
    void whatTheDatabaseCannotVouchForIsReadEachTime() {
        Select<Long> recent = select(all()).from("recent_film").asCount();
        Select<Long> catalog = select(all()).from("pg_catalog.pg_namespace").asCount();
        assertThat(await(cached.single(recent))).isEqualTo(2);
        assertThat(await(cached.single(catalog))).isPositive();
        behind("DELETE FROM film");
        assertThat(await(cached.single(recent))).isZero();
    }

    @Test
    void clearingAndInvalidatingOutdateByHand() {
        Queries named = cached.cacheKey("films");
        await(named.single(FILMS));
        await(cached.single(ROLES));
        behind("DELETE FROM role; DELETE FROM film");
        await(instance.db.cache().invalidate("films"));
        assertThat(await(named.single(FILMS))).isZero();
        assertThat(await(cached.single(ROLES))).isEqualTo(2);
        await(instance.db.cache().clear());
        assertThat(await(cached.single(ROLES))).isZero();
    }

    private String name(int id) {
        return (String) await(cached.first(ROW.bind("id", id)));
    }

    private void write(Statement statement) {
        await(instance.db.execute(statement));
    }

    private void behind(String sql) {
        PostgresServer.get().execute(database, sql);
    }

    private static <T> T await(Uni<T> uni) {
        return PostgresServer.await(uni);
    }
}
