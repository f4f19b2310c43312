package io.quarkiverse.strata.rental.schema;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.sql.Sql.update;
import static io.quarkiverse.strata.testing.Unis.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.CheckViolationException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.rental.actor.Actor;
import io.quarkiverse.strata.rental.film.Film;
import io.quarkiverse.strata.testing.RollbackAfterTest;
import io.quarkus.test.junit.QuarkusTest;

/** What migrations and seeders have made. */
@QuarkusTest
class SchemaTest {

    @Inject
    Database db;

    @Test
    void allRowsAreThere() {
        String[][] tables = { { "country", "109" }, { "city", "600" }, { "address", "603" }, { "language", "6" },
                { "category", "16" }, { "actor", "200" }, { "film", "1000" }, { "film_actor", "5462" },
                { "film_category", "1000" }, { "staff", "2" }, { "store", "2" }, { "customer", "599" },
                { "inventory", "4581" } };
        for (String[] table : tables) {
            assertThat(await(() -> db.count(select(io.quarkiverse.strata.sql.Sql.all()).from(table[0])))).as(table[0])
                    .isEqualTo(Long.parseLong(table[1]));
        }
    }

    @Test
    void paymentsLieInThePartitionsOfTheirMonths() {
        assertThat(await(() -> db.list(sql("SELECT inhrelid::regclass::text FROM pg_inherits"
                + " WHERE inhparent = 'payment'::regclass ORDER BY 1").as(String.class))))
                .containsExactly("payment_2005_05", "payment_2005_06", "payment_2005_07", "payment_2005_08",
                        "payment_2005_09", "payment_2005_10", "payment_2005_11", "payment_2005_12", "payment_2006_01",
                        "payment_2006_02", "payment_other");
        assertThat(await(() -> db.count(select(col("payment_id")).from("payment_2005_07")))).isEqualTo(6711);
        assertThat(await(() -> db.count(select(col("payment_id")).from("payment_2006_02")))).isEqualTo(182);
        assertThat(await(() -> db.count(select(col("payment_id")).from("payment_other")
                .where(col("payment_date").lt(Instant.parse("2020-01-01T00:00:00Z")))))).isZero();
    }

    @Test
    @RollbackAfterTest
    void newRowsAreNumberedBehindThoseOfTheFiles() {
        Actor actor = await(() -> db.insert(new Actor(null, "NEW", "FACE")));
        assertThat(actor.actorId()).isGreaterThan(200);
    }

    @Test
    void aYearIsWithinItsDomain() {
        assertThatThrownBy(() -> await(() -> db.execute(update(Film.class).set(col(Film::releaseYear), 1900)
                .where(col(Film::filmId).eq(1L))))).isInstanceOf(CheckViolationException.class);
    }

    @Test
    @RollbackAfterTest
    void aTriggerKeepsTheTimeOfTheLastChange() {
        Instant before = lastUpdateOf(1000);
        await(() -> db
                .execute(update(Film.class).set(col(Film::length), col(Film::length)).where(col(Film::filmId).eq(1000L))));
        assertThat(lastUpdateOf(1000)).isAfter(before);
    }

    private Instant lastUpdateOf(long filmId) {
        return await(
                () -> db.single(sql("SELECT last_update FROM film WHERE film_id = :id").bind("id", filmId).as(Instant.class)));
    }
}
