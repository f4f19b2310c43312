package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class WriteTest extends Server {

    @Test
    void insertValues() {
        Returning<Object> insert = insertInto("film").columns("title", "length", "rating").values("ELF", 97, Film.Rating.PG)
                .values("FARGO", null, defaultValue()).returning(col("title"));
        assertSql(insert,
                "INSERT INTO film (title, length, rating) VALUES ($1, $2::int4, $3), ($4, $5, DEFAULT) RETURNING title",
                "ELF", 97, Film.Rating.PG, "FARGO", null);
        assertThat(run(insert)).containsExactly("ELF", "FARGO");
        assertSql(insertInto(Film.class).columns(col(Film::title), col(Film::rentalRate)).values("G", 2),
                "INSERT INTO film (title, rental_rate) VALUES ($1, $2::numeric)", "G", new BigDecimal("2"));
        assertThatThrownBy(() -> insertInto("film").columns("title", "length").values("x"))
                .hasMessage("STRATA-1111: values(…) gives 1 "
                        + "values for the 2 columns title, length.");
        assertThatThrownBy(() -> insertInto("film").columns("title").rendered())
                .hasMessage("STRATA-1111: the insert into film names "
                        + "columns and gives no rows. Add values(…), or record(…), or select(…).");
    }

    @Test
    void insertRecordAndRecords() {
        assertThat(run(insertInto(Film.class).record(Film.named("H")).returning(col(Film::title)))).containsExactly("H");
        assertThat(run(
                insertInto(Film.class).records(Arrays.asList(Film.named("J"), Film.named("I"))).returning(col(Film::title))))
                .containsExactly("J", "I");
        assertThatThrownBy(() -> insertInto(Film.class).records(List.of()))
                .hasMessage("STRATA-1111: records(…) was given no record: "
                        + "there is nothing to insert.");
        assertThatThrownBy(() -> insertInto(Film.class).records(List.of(Film.named("a"), new Inventory(1, 1, 1, 1))))
                .hasMessage(
                        "STRATA-1111: records(…) takes records of one class: io.quarkiverse.strata.sql.Film and "
                                + "io.quarkiverse.strata.sql.Inventory are among them.");
    }

    @Test
    void insertSelect() {
        Insert insert = insertInto("film").columns("title", "length")
                .select(select(col("title").concat(" II"), col("length").plus(1))
                        .from("film").where(col("length").gt(120)));
        assertSql(insert,
                "INSERT INTO film (title, length) SELECT title || $1::text, length + $2::int4 FROM film WHERE length > "
                        + "$3::int4",
                " II", 1, 120);
        assertThat(run(insert.returning(col("title"), col("length")))).containsExactly("BRAZIL II 144");
    }

    @Test
    void onConflict() {
        Insert insert = insertInto(Film.class).columns("title", "length").values("ALIEN", 1);
        assertSql(insert.onConflict().doNothing(),
                "INSERT INTO film (title, length) VALUES ($1, $2::int4) ON CONFLICT DO NOTHING",
                "ALIEN", 1);
        assertThat(run(insert.onConflict("title").doNothing().returning(col(Film::id)))).isEmpty();
        Returning<Integer> raised = insert.onConflict(col(Film::title))
                .doUpdate(set("length", col("length").plus(excluded("length"))),
                        set(col(Film::rating), Film.Rating.G))
                .where(col(Film::length).gt(100)).returning(col(Film::length));
        assertSql(raised, "INSERT INTO film (title, length) VALUES ($1, $2::int4) ON CONFLICT (title) DO UPDATE SET length = "
                + "film.length + excluded.length, rating = $3 WHERE film.length > $4::int4 RETURNING length", "ALIEN", 1,
                Film.Rating.G, 100);
        assertThat(run(raised)).containsExactly("118");
        assertSql(insert.onConflictOnConstraint("film_title_key").doUpdate("length"),
                "INSERT INTO film (title, length) VALUES ($1, "
                        + "$2::int4) ON CONFLICT ON CONSTRAINT film_title_key DO UPDATE SET length = excluded.length",
                "ALIEN", 1);
        query("CREATE UNIQUE INDEX ON inventory (film_id) WHERE store_id = 9");
        assertSql(insertInto("inventory").columns("inventory_id", "film_id", "store_id").values(9, 1L, 9).onConflict("film_id")
                .where(raw("store_id = 9")).doUpdate(set("qty", col("qty").plus(1))),
                "INSERT INTO inventory (inventory_id, film_id, "
                        + "store_id) VALUES ($1::int4, $2::int8, $3::int4) ON CONFLICT (film_id) WHERE store_id = 9 DO UPDATE SET "
                        + "qty = inventory.qty + $4::int4",
                9, 1L, 9, 1);
        assertThatThrownBy(() -> insert.onConflict().doUpdate("length"))
                .hasMessage("STRATA-1111: doUpdate(…) needs to know which "
                        + "conflict it is about: onConflict(\"column\", …) or onConflictOnConstraint(\"name\").");
        assertThatThrownBy(() -> insert.where(col("x").isNull())).hasMessage("STRATA-1111: where(…) on an insert belongs to "
                + "onConflict(…).doUpdate(…): call these before it.");
    }

    @Test
    void updateWithFrom() {
        Returning<Row> update = update(Film.class).set("length", col(Inventory::qty).plus(1)).set("tags", List.of("x"))
                .from(Inventory.class).where(col(Inventory::filmId).eq(col(Film::id)), col(Inventory::storeId).eq(2))
                .where(col(Film::title).eq("ALIEN")).returning(col(Film::title), col(Film::length), col(Film::tags));
        assertSql(update,
                "UPDATE film SET length = inventory.qty + $1::int4, tags = $2 FROM inventory WHERE inventory.film_id = "
                        + "film.id AND inventory.store_id = $3::int4 AND film.title = $4 RETURNING film.title, film.length, film.tags",
                1,
                List.of("x"), 2, "ALIEN");
        assertThat(run(update)).containsExactly("ALIEN 8 [x]");
        Update scalar = update("film").as("f").set("length", select(max(col("qty"))).from("inventory")
                .where(col("film_id").eq(col("f.id")))).allRows();
        assertSql(scalar, "UPDATE film AS f SET length = (SELECT max(qty) FROM inventory WHERE film_id = f.id)");
        assertThat(update.writes()).isTrue();
    }

    @Test
    void updateJsonColumn() {
        run(update(Film.class).set("attrs", java.util.Map.of("year", 1)).where(col(Film::id).eq(1L)));
        assertThat(query("SELECT attrs ->> 'year' FROM film WHERE id = 1")).containsExactly("1");
    }

    @Test
    void delete() {
        Delete delete = deleteFrom("inventory").as("i").using(Film.class)
                .where(col("i.film_id").eq(col(Film::id)), col(Film::title).eq("ALIEN"));
        assertSql(delete, "DELETE FROM inventory AS i USING film WHERE i.film_id = film.id AND film.title = $1", "ALIEN");
        assertThat(run(delete.returning(col("i.inventory_id")))).containsExactly("1", "2");
    }

    @Test
    void everyRowMustBeMeant() {
        assertThatThrownBy(() -> update(Film.class).set("length", 1).rendered())
                .hasMessage("STRATA-1108: the update of film has no "
                        + "where(…) and would change every row. Add the condition, or allRows() when every row is meant.");
        assertThatThrownBy(() -> deleteFrom("film").rendered())
                .hasMessage("STRATA-1108: the delete from film has no where(…) and would "
                        + "delete every row. Add the condition, or allRows() when every row is meant.");
        assertThatThrownBy(() -> update("film").where(col("id").eq(1)).rendered())
                .hasMessage("STRATA-1111: the update of film sets "
                        + "nothing. Add set(\"column\", value).");
        assertSql(deleteFrom("inventory").allRows(), "DELETE FROM inventory");
        assertSql(update("film").set("length", null).allRows(), "UPDATE film SET length = $1", (Object) null);
        assertThat(deleteFrom("film").toString()).isEqualTo("DELETE FROM film");
    }

    @Test
    void duplicateKeysInOneUpsertAreFoundBeforeSending() {
        List<StoreFilm> rows = List.of(new StoreFilm(1, 1, "a", null), new StoreFilm(1, 5, "b", null),
                new StoreFilm(1, 1, "c", null));
        Insert upsert = insertInto(StoreFilm.class).records(rows).onConflict("store_id", "film_id").doUpdate("shelf");
        assertThatThrownBy(upsert::rendered)
                .hasMessage("STRATA-1116: the records 0 and 2 of the upsert into store_film have the same "
                        + "store_id, film_id, and PostgreSQL can't change one row twice in a statement. Leave one of them out.");
        Insert fine = insertInto(StoreFilm.class).records(rows.subList(0, 2)).onConflict("store_id", "film_id")
                .doUpdate("shelf");
        assertThat(run(fine.returning(StoreFilm.class))).containsExactly("1 1 a 1", "1 5 b 1");
        assertThat(
                run(insertInto(StoreFilm.class).records(rows).onConflict("store_id", "film_id").doNothing().returning(all())))
                .isEmpty();
    }

    @Test
    void valuesInARowMeetTheirColumns() {
        Returning<Row> raised = update("film").set(List.of("length", "rating"), row(1, "G")).where(col("title").eq("ALIEN"))
                .returning(col("length"), col("rating"));
        assertSql(raised, "UPDATE film SET (length, rating) = ($1::int4, $2) WHERE title = $3 RETURNING length, rating", 1, "G",
                "ALIEN");
        assertThat(run(raised)).containsExactly("1 G");
        assertSql(update(Film.class).set(List.of("rental_rate", "rating"), row(2, Film.Rating.PG)).allRows(),
                "UPDATE film SET (rental_rate, rating) = ($1::numeric, $2)", new BigDecimal("2"), Film.Rating.PG);
        assertSql(update("film").set(List.of("tags", "attrs"), row(val("{a}", "text[]"), param("attrs", String.class)
                .cast("jsonb"))).allRows(), "UPDATE film SET (tags, attrs) = ($1::text[], $2::text::jsonb)", "{a}", ":attrs");
        assertSql(update("film").set(List.of("length"), row(1)).allRows(), "UPDATE film SET length = $1::int4", 1);
        assertSql(insertInto("film").columns("title").values("x").onConflict("title")
                .doUpdate(set(List.of("length", "rating"), row(1, "G"))),
                "INSERT INTO film (title) VALUES ($1) ON CONFLICT (title) DO UPDATE SET (length, rating) = ($2::int4, $3)", "x",
                1, "G");
    }

    @Test
    void noQualifierStandsInAConflictsTarget() {
        query("CREATE UNIQUE INDEX ON film (upper(title), length) WHERE length > 5; "
                + "CREATE UNIQUE INDEX ON film (title COLLATE \"C\", (title || 'x') COLLATE \"C\")");
        Insert insert = insertInto(Film.class).as("f").columns("title").values("x");
        assertSql(insert.onConflict(upper(col(Film::title)), col(Film::length)).where(col(Film::length).gt(5)).doNothing(),
                "INSERT INTO film AS f (title) VALUES ($1) ON CONFLICT ((upper(title)), length) WHERE length > 5::int4 "
                        + "DO NOTHING",
                "x");
        Expression<?> longer = col("title").concat("x");
        assertSql(insertInto("film").columns("title").values("x")
                .onConflict(col("title").collate("C"), longer.collate("C")).doNothing(),
                "INSERT INTO film (title) VALUES ($1) ON CONFLICT (title COLLATE \"C\", (title || 'x'::text) COLLATE \"C\") "
                        + "DO NOTHING",
                "x");
    }

    @Test
    void theConditionOfAPartialIndexDecidesWhichKeysMeet() {
        query("CREATE UNIQUE INDEX ON store_film (shelf) WHERE store_id > 5");
        assertThat(run(insertInto(StoreFilm.class)
                .records(List.of(new StoreFilm(3, 1, "x", null), new StoreFilm(4, 1, "x", null)))
                .onConflict("shelf").where(col("store_id").gt(5)).doUpdate("version").returning(col("store_id"))))
                .containsExactly("3", "4");
        query("CREATE UNIQUE INDEX ON film (title) WHERE created_at > '2020-01-01 00:00:00+00'");
        Insert zoned = insertInto("film").columns("title").values("x").onConflict("title").where(col("created_at")
                .gt(java.time.ZonedDateTime.of(2020, 1, 1, 1, 0, 0, 0, java.time.ZoneId.of("Europe/Paris")))).doNothing();
        assertThat(zoned.rendered().text()).contains("created_at > '2020-01-01T01:00+01:00'");
        prepare(zoned);
    }
}
