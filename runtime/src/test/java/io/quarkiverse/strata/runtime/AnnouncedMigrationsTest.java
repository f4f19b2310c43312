package io.quarkiverse.strata.runtime;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.MigrationException;
import io.quarkiverse.strata.cache.Instance;
import io.quarkiverse.strata.migration.KnownMigration;
import io.quarkiverse.strata.migration.MigrationProgress;
import io.quarkiverse.strata.migration.MigrationReport;
import io.quarkiverse.strata.migration.MigrationSet;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.migration.Migrator;
import io.quarkiverse.strata.migration.MigratorOptions;
import io.quarkiverse.strata.migration.Rollback;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.RedisServer;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgConnection;

/** One instance keeps a result, and another one migrates. */
class AnnouncedMigrationsTest {

    private static final Query<String> TITLES = sql("SELECT string_agg(title, ', ') FROM film").reads("film").as(String.class);
    private static final String FILM = "CREATE TABLE film (title text); INSERT INTO film VALUES ('Alien')";
    private static final String PLURAL = "UPDATE film SET title = 'Aliens'";

    private final RedisServer redis = new RedisServer();
    private final String database = PostgresServer.get().createDatabase();
    private final AtomicInteger announced = new AtomicInteger();
    private Instance reader;
    private Instance migrating;

    @BeforeEach
    void open() {
        reader = Instance.shared(database, redis);
        migrating = Instance.shared(database, redis);
    }

    @AfterEach
    void close() {
        reader.close();
        migrating.close();
        redis.close();
    }

    @Test
    void whatMigrationsAndRollbacksChangeIsReadAnew() {
        await(migrations(FILM).migrate());
        keep("Alien");
        List<String> told = new ArrayList<>();
        await(migrations(FILM, PLURAL).migrate(new MigrationProgress() {
            @Override
            public void begins(int number, int count, String id, String description) {
                told.add("begins " + number + "/" + count + " " + id);
            }

            @Override
            public void ended(int number, int count, MigrationReport.Run run) {
                told.add("ended " + number + "/" + count + " " + run.id());
            }
        }));
        assertThat(told).containsExactly("begins 1/1 2", "ended 1/1 2");
        assertThat(read()).isEqualTo("Aliens");

        keep("Aliens");
        await(migrations(FILM, PLURAL).rollback(Rollback.steps(1)));
        assertThat(read()).isEqualTo("Alien");
        assertThat(announced).hasValue(3);
    }

    @Test
    void whoeverDropsAllIsHeard() {
        await(migrations(FILM).migrate());
        keep("Alien");
        await(migrations(FILM).dropAll(null));
        PostgresServer.get().execute(database, "CREATE TABLE film (title text)");
        assertThat(read()).isNull();
        await(migrations(FILM).mark("production"));
        assertThatThrownBy(() -> await(migrations(FILM).dropAll(null))).isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("STRATA-3231");
        assertThat(announced).hasValue(2);
    }

    @Test
    void whatRanBeforeAFailureIsReadAnew() {
        await(migrations(FILM).migrate());
        keep("Alien");
        assertThatThrownBy(() -> await(migrations(FILM, PLURAL, "UPDATE nowhere SET id = 1").migrate()))
                .isInstanceOf(MigrationException.class);
        assertThat(read()).isEqualTo("Aliens");
    }

    @Test
    void whatIsBegunIsToldEvenWhenNobodyWaits() {
        await(migrations(FILM).migrate());
        keep("Alien");
        migrations(FILM, PLURAL).migrate().subscribe().with(report -> {
        }, failure -> {
        }).cancel();
        Awaitility.await().until(() -> read().equals("Aliens"));
        assertThat(announced).hasValue(2);
    }

    @Test
    void nothingIsToldWhereNothingIsDone() {
        await(migrations(FILM).migrate());
        await(migrations(FILM).migrate());
        Migrations migrations = migrations(FILM);
        await(migrations.status());
        await(migrations.plan());
        await(migrations.planRollback(Rollback.lastBatch()));
        await(migrations.contents());
        assertThat(announced).hasValue(1);
    }

    /** Reads until it is kept. */
    private void keep(String expected) {
        long before = reader.cache.statistics().hits();
        Awaitility.await().until(() -> {
            assertThat(read()).isEqualTo(expected);
            return reader.cache.statistics().hits() > before;
        });
    }

    private String read() {
        return await(reader.db.cacheFor(Duration.ofMinutes(5)).single(TITLES));
    }

    private Migrations migrations(String... files) {
        AtomicInteger number = new AtomicInteger();
        MigrationSet set = MigrationSet.of(Arrays.stream(files).map(text -> {
            String path = "db/migration/V" + number.incrementAndGet() + "__a.sql";
            return KnownMigration.ofFile(KnownMigration.define(path, text), () -> text,
                    () -> text.equals(PLURAL) ? "UPDATE film SET title = 'Alien'" : "DROP TABLE film");
        }).toList());
        Migrations real = new Migrator(
                () -> PgConnection.connect(PostgresServer.get().vertx(), PostgresServer.get().options(database))
                        .map(connection -> connection),
                set, MigratorOptions.of("<default>"));
        return new AnnouncedMigrations(real, () -> migrating.db.cache().clear().onSubscription()
                .invoke(announced::incrementAndGet));
    }

    private static <T> T await(Uni<T> uni) {
        return PostgresServer.await(uni);
    }
}
