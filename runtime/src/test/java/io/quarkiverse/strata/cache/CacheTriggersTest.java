package io.quarkiverse.strata.cache;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.deleteFrom;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.LogLines;
import io.quarkiverse.strata.test.PostgresServer;
import io.smallrye.mutiny.Uni;

/** Real triggers and rules, and what the application says of them. Changes behind the cache's back show what is kept. */
class CacheTriggersTest {

    private static final Select<Long> FILMS = select(all()).from("film").asCount();
    private static final Select<Long> ROLES = select(all()).from("role").asCount();

    private final String database = PostgresServer.get().createDatabase();
    private Instance instance;
    private Queries cached;

    @BeforeEach
    void create() {
        behind("""
                CREATE TABLE film (id int PRIMARY KEY, name text, length int);
                CREATE TABLE role (film int REFERENCES film ON DELETE CASCADE, actor text);
                CREATE TABLE log (what text);
                INSERT INTO film VALUES (1, 'Alien', 117), (2, 'Brazil', 132);
                INSERT INTO role VALUES (1, 'Weaver'), (2, 'Pryce')""");
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void whatTriggersAndRulesChangeCanBeSaid() {
        behind("""
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN INSERT INTO log VALUES (TG_OP); RETURN NULL; END';
                CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.what := trim(NEW.what); RETURN NEW; END';
                CREATE TABLE old_film (id int);
                CREATE TABLE unrelated (id int);
                CREATE TRIGGER note AFTER INSERT OR UPDATE OR TRUNCATE ON role EXECUTE FUNCTION note();
                CREATE TRIGGER tidy BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION tidy();
                CREATE RULE keep AS ON DELETE TO film DO ALSO INSERT INTO old_film VALUES (OLD.id)""");
        open(Map.of("public.role", List.of("log"), "log", List.of(), "film", List.of("old_film")));
        Select<Long> logged = select(all()).from("log").asCount();
        Select<Long> old = select(all()).from("old_film").asCount();
        Select<Long> unrelated = select(all()).from("unrelated").asCount();
        for (Select<Long> count : List.of(logged, old, unrelated, ROLES)) {
            await(cached.single(count));
        }
        behind("INSERT INTO unrelated VALUES (1)"); // nobody has told: it is seen when too much is outdated

        write(insertInto("role").values(2, "Palin"));
        assertThat(await(cached.single(logged))).isEqualTo(1);
        assertThat(await(cached.single(ROLES))).isEqualTo(3);
        write(sql("TRUNCATE role").changes("role"));
        assertThat(await(cached.single(logged))).isEqualTo(2);
        write(insertInto("log").values(" x "));
        assertThat(await(cached.single(logged))).isEqualTo(3);
        write(deleteFrom("film").where(col("id").eq(1)));
        assertThat(await(cached.single(old))).isEqualTo(1);
        assertThat(await(cached.single(unrelated))).isZero();
    }

    @Test
    void aTriggerOfWhichNothingIsSaidMayChangeAnything() {
        behind("""
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN INSERT INTO log VALUES (TG_OP); RETURN NULL; END';
                CREATE TRIGGER note AFTER TRUNCATE ON role EXECUTE FUNCTION note()""");
        open(Map.of("role", List.of("log", "lgo"), "rloe", List.of()));
        Select<Long> logged = select(all()).from("log").asCount();
        try (LogLines log = new LogLines(Catalogs.class.getName())) {
            assertThat(await(cached.single(FILMS))).isEqualTo(2);
            assertThat(log.with("STRATA-2513")).containsExactlyInAnyOrder(unknown("lgo"), unknown("rloe"));
        }
        assertThat(await(cached.single(logged))).isZero();
        behind("INSERT INTO film VALUES (3, 'Casablanca', 102)");
        write(sql("TRUNCATE role").changes("role"));
        assertThat(await(cached.single(logged))).isEqualTo(1);
        assertThat(await(cached.single(FILMS))).isEqualTo(3);
    }

    @Test
    void aTriggerWithAFunctionOfPostgresqlOutdatesNothingElse() {
        behind("""
                ALTER TABLE film ADD words tsvector;
                CREATE TRIGGER words BEFORE INSERT OR UPDATE ON film FOR EACH ROW
                  EXECUTE FUNCTION tsvector_update_trigger(words, 'pg_catalog.english', name)""");
        open(Map.of());
        assertThat(await(cached.single(ROLES))).isEqualTo(2);
        behind("INSERT INTO role VALUES (1, 'Skerritt')");
        write(update("film").set("name", "Aliens").where(col("id").eq(1)));
        assertThat(await(cached.single(ROLES))).isEqualTo(2);
    }

    @Test
    void whatIsSaidOfAPartitionedTableIsSaidOfItsPartitions() {
        behind("""
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN INSERT INTO log VALUES (TG_OP); RETURN NULL; END';
                CREATE TABLE part (id int PRIMARY KEY) PARTITION BY LIST (id);
                CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1, 2);
                CREATE TRIGGER note AFTER INSERT ON part FOR EACH ROW EXECUTE FUNCTION note()""");
        open(Map.of("part", List.of("log")));
        Select<Long> logged = select(all()).from("log").asCount();
        assertThat(await(cached.single(ROLES))).isEqualTo(2);
        assertThat(await(cached.single(logged))).isZero();
        behind("INSERT INTO role VALUES (1, 'Skerritt')");
        write(insertInto("part").values(1));
        assertThat(await(cached.single(logged))).isEqualTo(1);
        write(insertInto("part_1").values(2));
        assertThat(await(cached.single(logged))).isEqualTo(2);
        assertThat(await(cached.single(ROLES))).isEqualTo(2);
    }

    /** What is disabled for the parent alone goes on for the rows of its partitions. */
    @Test
    void aPartitionsCopyOfADisabledTriggerCounts() {
        behind("""
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN INSERT INTO log VALUES (TG_OP); RETURN NULL; END';
                CREATE TABLE part (id int PRIMARY KEY) PARTITION BY LIST (id);
                CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1, 2);
                CREATE TRIGGER note AFTER INSERT ON part FOR EACH ROW EXECUTE FUNCTION note();
                ALTER TABLE ONLY part DISABLE TRIGGER note""");
        open(Map.of());
        Select<Long> logged = select(all()).from("log").asCount();
        assertThat(await(cached.single(logged))).isZero();
        write(insertInto("part").values(1));
        assertThat(await(cached.single(logged))).isEqualTo(1);
        write(insertInto("part_1").values(2));
        assertThat(await(cached.single(logged))).isEqualTo(2);
    }

    @Test
    void aViewWithATriggerOfItsOwnWritesWhereItIsSaid() {
        behind("""
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN INSERT INTO log VALUES (NEW.name); RETURN NEW; END';
                CREATE TABLE unrelated (id int);
                CREATE VIEW loud AS SELECT upper(name) AS name FROM film;
                CREATE TRIGGER note INSTEAD OF INSERT ON loud FOR EACH ROW EXECUTE FUNCTION note()""");
        open(Map.of("loud", List.of("log")));
        Select<Long> logged = select(all()).from("log").asCount();
        Select<Long> unrelated = select(all()).from("unrelated").asCount();
        assertThat(await(cached.single(unrelated))).isZero();
        assertThat(await(cached.single(logged))).isZero();
        behind("INSERT INTO unrelated VALUES (1)");
        write(insertInto("loud").columns("name").values("DUNE"));
        assertThat(await(cached.single(logged))).isEqualTo(1);
        assertThat(await(cached.single(unrelated))).isZero();
    }

    private void open(Map<String, List<String>> triggers) {
        instance = Instance.local(database, Instance.settings(Duration.ofMillis(500), triggers));
        cached = instance.db.cacheFor(Duration.ofMinutes(1));
    }

    private static String unknown(String table) {
        return "STRATA-2513: the setting cache.triggers of datasource <default> names " + table
                + ", and its role finds no such "
                + "table. What is said there doesn't count: writes to that table outdate everything. Correct the name, or write "
                + "schema.name.";
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
