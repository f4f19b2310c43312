package io.quarkiverse.strata.sql;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tests' database, and its descriptors as generated code would have them. */
final class Schema {

    static final String DDL = """
            CREATE TYPE rating AS ENUM ('G', 'PG', 'R');
            CREATE TABLE film (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                title text NOT NULL UNIQUE,
                length integer,
                rental_rate numeric(6,2),
                rating rating,
                tags text[],
                attrs jsonb,
                created_at timestamptz NOT NULL DEFAULT now());
            CREATE TABLE inventory (
                inventory_id integer PRIMARY KEY,
                film_id bigint NOT NULL REFERENCES film,
                store_id integer NOT NULL,
                qty integer);
            CREATE TABLE store_film (
                store_id integer, film_id bigint, shelf varchar(5), version integer DEFAULT 1, PRIMARY KEY (store_id, film_id));
            CREATE TABLE "Odd ""Table"" x.y" (id bigint, "select" text, "MiXed" text, "a;b--" text, "x.y" text);
            INSERT INTO film (title, length, rental_rate, rating, tags, attrs) VALUES
                ('ALIEN', 117, 2.99, 'R', '{space,horror}', '{"studio":"Brandywine","year":1979}'),
                ('BRAZIL', 143, 0.99, 'R', '{future}', '{"year":1985}'),
                ('CASABLANCA', 102, 4.99, 'PG', '{}', NULL),
                ('DUMBO', 64, 0.99, 'G', NULL, '{}'),
                ('UNKNOWN', NULL, NULL, NULL, NULL, NULL);
            INSERT INTO inventory VALUES (1, 1, 1, 100), (2, 1, 2, 7), (3, 2, 1, NULL), (4, 4, 2, 2147483647);
            INSERT INTO store_film VALUES (1, 1, 'A1'), (1, 2, 'A2'), (2, 1, 'B1')""";

    static final TableDescriptor<Film> FILM = descriptor(Film.class, "film", List.of(
            column("id", Long.class, PgType.INT8, true, true),
            column("title", String.class, PgType.TEXT, false, false),
            column("length", Integer.class, PgType.INT4, false, false),
            new ColumnDescriptor("rentalRate", "rental_rate", BigDecimal.class, PgType.NUMERIC, false, false, true),
            column("rating", Film.Rating.class, new PgType("rating"), false, false),
            column("tags", List.class, PgType.TEXT.array(), false, false),
            column("attrs", Map.class, PgType.JSONB, false, false),
            new ColumnDescriptor("createdAt", "created_at", OffsetDateTime.class, PgType.TIMESTAMPTZ, false, true, true)),
            List.of(Film::id, Film::title, Film::length, Film::rentalRate, Film::rating, Film::tags, Film::attrs,
                    Film::createdAt));

    static final TableDescriptor<Inventory> INVENTORY = descriptor(Inventory.class, "inventory", List.of(
            new ColumnDescriptor("inventoryId", "inventory_id", Integer.class, PgType.INT4, true, false, false),
            new ColumnDescriptor("filmId", "film_id", Long.class, PgType.INT8, false, false, false),
            new ColumnDescriptor("storeId", "store_id", Integer.class, PgType.INT4, false, false, false),
            column("qty", Integer.class, PgType.INT4, false, false)),
            List.of(Inventory::inventoryId, Inventory::filmId, Inventory::storeId, Inventory::qty));

    static final TableDescriptor<FilmRank> FILM_RANK = descriptor(FilmRank.class, null, List.of(
            column("id", Long.class, PgType.INT8, false, false),
            column("title", String.class, PgType.TEXT, false, false),
            new ColumnDescriptor("rank", "rank", Integer.class, PgType.INT4, false, false, false)),
            List.of(FilmRank::id, FilmRank::title, FilmRank::rank));

    static final TableDescriptor<StoreFilm> STORE_FILM = descriptor(StoreFilm.class, "store_film", List.of(
            new ColumnDescriptor("storeId", "store_id", Integer.class, PgType.INT4, true, false, false),
            new ColumnDescriptor("filmId", "film_id", Long.class, PgType.INT8, true, false, false),
            column("shelf", String.class, new PgType("varchar(5)"), false, false),
            column("version", Integer.class, PgType.INT4, false, true)),
            List.of(StoreFilm::storeId, StoreFilm::filmId, StoreFilm::shelf, StoreFilm::version));

    private Schema() {
    }

    static void register() {
        Descriptors.register(FILM);
        Descriptors.register(INVENTORY);
        Descriptors.register(FILM_RANK);
        Descriptors.register(STORE_FILM);
    }

    private static ColumnDescriptor column(String name, Class<?> javaType, PgType type, boolean id, boolean generated) {
        return new ColumnDescriptor(name, name, javaType, type, id, generated, true);
    }

    static <T> TableDescriptor<T> descriptor(Class<T> type, String table, List<ColumnDescriptor> columns,
            List<Function<T, Object>> getters) {
        return new TableDescriptor<>() {
            @Override
            public Class<T> type() {
                return type;
            }

            @Override
            public String schema() {
                return null;
            }

            @Override
            public String table() {
                return table;
            }

            @Override
            public List<ColumnDescriptor> columns() {
                return columns;
            }

            @Override
            public Object value(T owner, int index) {
                return getters.get(index).apply(owner);
            }
        };
    }
}
