package io.quarkiverse.strata.deployment.cache;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Statement;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class CacheTriggersAreConfiguredTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.strata.cache.enabled", "true")
            .overrideConfigKey("quarkus.strata.cache.max-stale", "10M")
            .overrideConfigKey("quarkus.strata.cache.triggers.\"public.film\"", "film_log, film_count")
            .overrideConfigKey("quarkus.strata.cache.triggers.actor", "none");

    private static final Select<Long> LOGGED = select(all()).from("film_log").asCount();
    private static final Select<Long> OTHERS = select(all()).from("other").asCount();

    @Inject
    Database db;

    @Test
    void writesOutdateWhatTheConfigurationSays() {
        run("CREATE TABLE film (id int)");
        run("CREATE TABLE actor (id int)");
        run("CREATE TABLE film_log (id int)");
        run("CREATE TABLE film_count (n int)");
        run("CREATE TABLE other (id int)");
        run("CREATE FUNCTION log_film() RETURNS trigger LANGUAGE plpgsql AS "
                + "'BEGIN INSERT INTO film_log VALUES (NEW.id); RETURN NULL; END'");
        run("CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
        run("CREATE TRIGGER log AFTER INSERT ON film FOR EACH ROW EXECUTE FUNCTION log_film()");
        run("CREATE TRIGGER nothing BEFORE INSERT ON actor FOR EACH ROW EXECUTE FUNCTION nothing()");
        assertThat(cached(LOGGED)).isZero();
        assertThat(cached(OTHERS)).isZero();

        await(db.execute(insertInto("actor").values(1)));
        assertThat(cached(LOGGED)).isZero();
        assertThat(cached(OTHERS)).isZero();
        assertThat(db.cache().statistics().hits()).isEqualTo(2);

        await(db.execute(insertInto("film").values(1)));
        assertThat(cached(LOGGED)).isEqualTo(1);
        assertThat(cached(OTHERS)).isZero();
        assertThat(db.cache().statistics().hits()).isEqualTo(3);
    }

    private long cached(Select<Long> count) {
        return await(db.cacheFor(Duration.ofMinutes(1)).single(count));
    }

    private void run(String sql) {
        Statement statement = sql(sql);
        await(db.execute(statement));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
