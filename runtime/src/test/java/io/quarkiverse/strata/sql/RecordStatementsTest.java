package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class RecordStatementsTest extends Server {

    private static final String ALL = "id, title, length, rental_rate, rating, tags, attrs, created_at";

    private final Film film = new Film(null, "ELF", 97, new BigDecimal("1.99"), Film.Rating.PG, List.of("a,b", "c\"d", "e\\f"),
            Map.of("year", 2003), null);

    @Test
    void insertLeavesGeneratedColumnsOut() {
        Query<Film> insert = RecordStatements.of(Film.class).insert(film);
        assertSql(insert,
                "INSERT INTO film (title, length, rental_rate, rating, tags, attrs) VALUES ($1, $2::int4, $3::numeric, "
                        + "$4, $5, $6::text::jsonb) RETURNING " + ALL,
                "ELF", 97, new BigDecimal("1.99"), Film.Rating.PG, film.tags(),
                film.attrs());
        assertThat(run(insert).get(0)).contains(" ELF 97 1.99 PG [a,b, c\"d, e\\f] {\"year\":2003} ");
        assertThat(insert.shape()).isEqualTo(Shape.record(Film.class));
        assertThat(RecordStatements.of(Film.class).insert(Film.named("X")).rendered().text())
                .isSameAs(insert.rendered().text());
    }

    private static List<Query<Film>> inserts(List<Film> films) {
        return RecordStatements.of(Film.class).bulk().statements(BulkStatements.Verb.INSERT, films).stream()
                .map(BulkStatements.Part::returning).toList();
    }

    @Test
    void upsertAllAndUpdateAllSendArrays() {
        BulkStatements<Film> bulk = RecordStatements.of(Film.class).bulk();
        Film first = new Film(1L, "ALIENS", 137, new BigDecimal("1.00"), Film.Rating.R, List.of("x,y", "\"z"), Map.of("a", 1),
                null);
        Film second = new Film(3L, "CASA", null, null, null, null, null, null);
        String arrays = "unnest($1::int8[], $2::text[], $3::int4[], $4::numeric[], $5::rating[], $6::text[], "
                + "$7::text[]::jsonb[]) WITH ORDINALITY AS strata_rows (id, title, length, rental_rate, rating, tags, attrs, "
                + "strata_row)";
        List<BulkStatements.Part<Film>> updates = bulk.statements(BulkStatements.Verb.UPDATE, List.of(second, first));
        String update = "UPDATE film SET title = strata_rows.title, length = strata_rows.length, rental_rate = "
                + "strata_rows.rental_rate, rating = strata_rows.rating, tags = strata_rows.tags::text[], attrs = "
                + "strata_rows.attrs FROM " + arrays + " WHERE film.id = strata_rows.id";
        assertThat(updates).singleElement().satisfies(part -> {
            assertThat(part.counting().rendered().text()).isEqualTo(update);
            assertThat(part.returning().rendered().text())
                    .isEqualTo("WITH strata_changed AS (" + update + " RETURNING film.id, "
                            + "film.title, film.length, film.rental_rate, film.rating, film.tags, film.attrs, film.created_at, "
                            + "strata_rows.strata_row) SELECT " + ALL + " FROM strata_changed ORDER BY strata_row");
            assertThat(part.returning().writes()).isTrue();
            assertThat(part.returning().touches().writes())
                    .containsExactly(new Touches.Write(List.of("film"), Touches.Action.UPDATE));
            assertThat(part.returning().touches().key()).isEmpty();
        });
        assertThat(run(updates.get(0).returning()).stream().map(row -> row.replaceAll("\\d{4}-.*", "")).toList())
                .containsExactly("3 CASA null null null null null ", "1 ALIENS 137 1.00 R [x,y, \"z] {\"a\":1} ");

        List<BulkStatements.Part<Film>> upserts = bulk.statements(BulkStatements.Verb.UPSERT,
                List.of(film, second, first));
        assertThat(upserts).extracting(BulkStatements.Part::places).containsExactly(List.of(1, 2), List.of(0));
        assertThat(upserts.get(0).counting().rendered().text()).startsWith("INSERT INTO film (id, title, length, rental_rate, "
                + "rating, tags, attrs) OVERRIDING SYSTEM VALUE SELECT strata_rows.id, ").endsWith(" FROM " + arrays
                        + " ORDER BY strata_rows.strata_row ON CONFLICT (id) DO UPDATE SET title = excluded.title, "
                        + "length = excluded.length, rental_rate = excluded.rental_rate, rating = excluded.rating, "
                        + "tags = excluded.tags, attrs = excluded.attrs");
        assertThat(run(upserts.get(0).returning())).hasSize(2);
        assertThatThrownBy(() -> bulk.statements(BulkStatements.Verb.UPDATE, List.of(first, second, first)))
                .hasMessage("STRATA-1116: the records 0 and 2 given to updateAll for the table film have the same id, and "
                        + "PostgreSQL can't change one row twice in a statement. Leave one of them out.");
        assertThatThrownBy(() -> bulk.statements(BulkStatements.Verb.UPSERT, List.of(film, first, film, first)))
                .hasMessageStartingWith("STRATA-1116: the records 1 and 3 given to upsertAll for the table film ");
        assertThatThrownBy(() -> bulk.statements(BulkStatements.Verb.UPDATE, List.of(first, film)))
                .hasMessage(
                        "STRATA-1112: the io.quarkiverse.strata.sql.Film given to updateAll has null in its @Id id: it names "
                                + "no row.");
    }

    @Test
    void insertAllKeepsOrderNullsArraysAndJson() {
        List<Film> films = List.of(new Film(null, "Z", null, null, null, null, null, null), film,
                new Film(7L, "Y", 1, new BigDecimal("0.10"), Film.Rating.G, Arrays.asList("x", null), Map.of(), null));
        List<Query<Film>> inserts = inserts(films);
        assertThat(inserts).hasSize(1);
        assertThat(inserts.get(0).rendered().text())
                .isEqualTo("INSERT INTO film (title, length, rental_rate, rating, tags, attrs) "
                        + "SELECT strata_rows.title, strata_rows.length, strata_rows.rental_rate, strata_rows.rating, "
                        + "strata_rows.tags::text[], strata_rows.attrs FROM unnest($1::text[], $2::int4[], $3::numeric[], $4::rating[], "
                        + "$5::text[], $6::text[]::jsonb[]) WITH ORDINALITY AS strata_rows (title, length, rental_rate, rating, tags, "
                        + "attrs, strata_row) ORDER BY strata_rows.strata_row RETURNING " + ALL);
        assertThat(run(inserts.get(0)).stream().map(row -> row.replaceAll("^\\d+ |\\d{4}-.*", "")).toList()).containsExactly(
                "Z null null null null null ",
                "ELF 97 1.99 PG [a,b, c\"d, e\\f] {\"year\":2003} ",
                "Y 1 0.10 G [x, null] {} ");
    }

    @Test
    void insertAllIsCutByBytesAndRows() {
        List<Film> films = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            films.add(Film.named("x".repeat(1 << 20) + i));
        }
        assertThat(inserts(films)).hasSize(4);
        for (int i = 0; i < 20_000; i++) {
            films.add(Film.named("t" + i));
        }
        List<Query<Film>> chunks = inserts(films.subList(10, 20_010));
        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(1).rendered().text()).isSameAs(chunks.get(0).rendered().text());
        assertThat(inserts(List.of())).isEmpty();
    }

    @Test
    void upsertById() {
        RecordStatements<StoreFilm> statements = RecordStatements.of(StoreFilm.class);
        Query<StoreFilm> upsert = statements.upsert(new StoreFilm(1, 2, "NEW", 9));
        assertSql(upsert, "INSERT INTO store_film (store_id, film_id, shelf) VALUES ($1::int4, $2::int8, $3) ON CONFLICT "
                + "(store_id, film_id) DO UPDATE SET shelf = excluded.shelf RETURNING store_id, film_id, shelf, version", 1, 2L,
                "NEW");
        assertThat(run(upsert)).containsExactly("1 2 NEW 1");
        assertThat(run(statements.upsert(new StoreFilm(9, 9, "X", null)))).containsExactly("9 9 X 1");
    }

    @Test
    void upsertWithGeneratedId() {
        RecordStatements<Film> statements = RecordStatements.of(Film.class);
        assertThat(run(statements.upsert(film)).get(0)).contains(" ELF 97");
        Film changed = new Film(1L, "ALIENS", 137, null, null, null, null, null);
        Query<Film> upsert = statements.upsert(changed);
        assertThat(upsert.rendered().text()).isEqualTo("INSERT INTO film (id, title, length, rental_rate, rating, tags, attrs) "
                + "OVERRIDING SYSTEM VALUE VALUES ($1::int8, $2, $3::int4, $4::numeric, $5, $6, $7::text::jsonb) ON CONFLICT (id) "
                + "DO UPDATE SET title = excluded.title, length = excluded.length, rental_rate = excluded.rental_rate, "
                + "rating = excluded.rating, tags = excluded.tags, attrs = excluded.attrs RETURNING " + ALL);
        assertThat(run(upsert).get(0)).startsWith("1 ALIENS 137 null null null null 20");
    }

    @Test
    void updateDeleteAndFindById() {
        RecordStatements<StoreFilm> statements = RecordStatements.of(StoreFilm.class);
        Query<StoreFilm> update = statements.update(new StoreFilm(1, 1, "B7", 5));
        assertSql(update,
                "UPDATE store_film SET shelf = $1 WHERE store_id = $2::int4 AND film_id = $3::int8 RETURNING store_id, "
                        + "film_id, shelf, version",
                "B7", 1, 1L);
        assertThat(run(update)).containsExactly("1 1 B7 1");

        Query<StoreFilm> find = statements.find(List.of(1, 1));
        assertSql(find,
                "SELECT store_id, film_id, shelf, version FROM store_film WHERE store_id = $1::int4 AND film_id = $2::int8",
                1, 1L);
        assertThat(run(find)).containsExactly("1 1 B7 1");
        assertThat(find.writes()).isFalse();

        Statement delete = statements.delete(new StoreFilm(1, 1, null, null));
        assertSql(delete, "DELETE FROM store_film WHERE store_id = $1::int4 AND film_id = $2::int8", 1, 1L);
        run(delete);
        assertThat(run(find)).isEmpty();
        assertThat(run(RecordStatements.of(Film.class).find(3)).get(0)).startsWith("3 CASABLANCA");
    }

    @Test
    void misuseIsToldWithTheCure() {
        Schema.register();
        assertThatThrownBy(() -> RecordStatements.of(FilmRank.class)).hasMessage("STRATA-1111: "
                + "io.quarkiverse.strata.sql.FilmRank is a projection, which stands for no table. Name the table: from(\"name\").");
        assertThatThrownBy(() -> RecordStatements.of(Film.class).update(film)).hasMessage("STRATA-1112: the "
                + "io.quarkiverse.strata.sql.Film given to update has null in its @Id id: it names no row.");
        assertThatThrownBy(() -> RecordStatements.of(StoreFilm.class).find(1)).hasMessage("STRATA-1112: "
                + "io.quarkiverse.strata.sql.StoreFilm has 2 @Id components, storeId, filmId: find takes a List of their values in "
                + "that order.");
        assertThatThrownBy(() -> RecordStatements.of(Film.class).find("one")).hasMessage("STRATA-1105: the parameter :id (the "
                + "column film.id) is Long, and String was given. Give it the class of the record's component.");
    }

    record Odd(Long id, String text) {
    }

    /** What the mapping names is a name, dots and all. */
    @Test
    void oddNamesOfColumns() {
        Descriptors.register(Schema.descriptor(Odd.class, "Odd \"Table\" x.y", List.of(
                new ColumnDescriptor("id", "id", Long.class, PgType.INT8, true, false, false),
                new ColumnDescriptor("text", "x.y", String.class, PgType.TEXT, false, false, true)),
                List.of(Odd::id, Odd::text)));
        query("ALTER TABLE \"Odd \"\"Table\"\" x.y\" ADD PRIMARY KEY (id)");
        RecordStatements<Odd> statements = RecordStatements.of(Odd.class);
        assertThat(run(statements.upsert(new Odd(1L, "a")))).containsExactly("1 a");
        assertThat(run(statements.upsert(new Odd(1L, "b")))).containsExactly("1 b");
        assertThat(run(statements.update(new Odd(1L, "c")))).containsExactly("1 c");
        assertThat(run(statements.bulk().statements(BulkStatements.Verb.INSERT, List.of(new Odd(2L, "d"))).get(0).returning()))
                .containsExactly("2 d");
        Table odd = table(Odd.class).as("o");
        assertThat(run(insertInto(Odd.class).columns(col("id"), col(identifier("x.y"))).values(1, "e").onConflict("id")
                .doUpdate(set(col(identifier("x.y")), excluded(identifier("x.y")))))).isEmpty();
        assertThat(run(select(odd.col(identifier("x.y"))).from(odd).orderBy("id"))).containsExactly("e", "d");
    }

    record Plain(String name) {
    }

    @Test
    void recordWithoutId() {
        Descriptors.register(Schema.descriptor(Plain.class, "plain", List.of(
                new ColumnDescriptor("name", "name", String.class, PgType.TEXT, false, false, true)), List.of(Plain::name)));
        RecordStatements<Plain> statements = RecordStatements.of(Plain.class);
        String cure = "STRATA-1112: io.quarkiverse.strata.sql.RecordStatementsTest$Plain has no @Id, which %s needs. Annotate the "
                + "component that is the primary key, or write the statement with where(…).";
        assertThatThrownBy(() -> statements.upsert(new Plain("x"))).hasMessage(cure.formatted("upsert"));
        assertThatThrownBy(() -> statements.update(new Plain("x"))).hasMessage(cure.formatted("update"));
        assertThatThrownBy(() -> statements.delete(new Plain("x"))).hasMessage(cure.formatted("delete"));
        assertThatThrownBy(() -> statements.find(1)).hasMessage(cure.formatted("find"));
    }
}
