package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.*;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.SeekPage;
import io.quarkiverse.strata.mapping.Sorted;
import io.quarkiverse.strata.sql.Expression;
import io.quarkiverse.strata.sql.Order;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.test.TestDatabase;

/** Pages by keys put together are the whole result, in every order; cursors of strangers do no harm. */
class SeekTest {

    private static TestDatabase test;

    @BeforeAll
    static void open() {
        Sorted.register();
        test = new TestDatabase(2);
        test.sql(Sorted.DDL);
        test.sql("INSERT INTO sorted SELECT i, nullif(i % 4, 0), (ARRAY['a', 'B', 'é😀', '', NULL])[1 + i % 5], "
                + "CASE WHEN i % 6 > 0 THEN timestamptz '2026-01-01 00:00:00.123456+00' + (i % 3) * interval '1 microsecond' END, "
                + "(ARRAY[1.10, 1.1, -2, 1e20, NULL])[1 + i % 5], "
                + "CASE WHEN i % 3 > 0 THEN ('00000000-0000-0000-0000-00000000000' || i % 4)::uuid END, "
                + "(ARRAY['infinity', '2026-01-01', '0044-03-15 BC', NULL]::date[])[1 + i % 4], "
                + "(ARRAY['NaN', '-Infinity', 0.1, 1e-300, NULL]::float8[])[1 + i % 5] FROM generate_series(1, 37) i");
    }

    @AfterAll
    static void close() {
        test.close();
    }

    private static List<Order> orders(String column) {
        Expression<?> sorted = col(column);
        return List.of(sorted.asc(), sorted.desc(), sorted.asc().nullsFirst(), sorted.desc().nullsLast());
    }

    private static void assertPaged(Select<Sorted> query, int size) {
        List<Long> paged = new ArrayList<>();
        String cursor = null;
        do {
            SeekPage<Sorted> page = await(test.db().seek(query, cursor, size));
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(size).isNotEmpty();
            page.rows().forEach(row -> paged.add(row.id()));
            assertThat(page.hasNext()).isEqualTo(page.next() != null);
            assertThat(page.hasNext() ? page.next() : "").matches("[A-Za-z0-9_-]*");
            cursor = page.next();
            assertThat(paged).as("ends").hasSizeLessThanOrEqualTo(37);
        } while (cursor != null);
        assertThat(paged).as(query.toString()).isEqualTo(await(test.db().list(query)).stream().map(Sorted::id).toList());
    }

    @Test
    void everyDirectionAndPlaceOfNulls() {
        for (Order first : orders("number")) {
            for (Order second : orders("name")) {
                assertPaged(select(Sorted.class).orderBy(first, second, col(Sorted::id)), 5);
                assertPaged(select(Sorted.class).orderBy(first, second, col(Sorted::id).desc()), 7);
            }
        }
    }

    @Test
    void everyKindOfValue() {
        for (String column : List.of("at", "price", "key", "day", "ratio")) {
            for (Order order : orders(column)) {
                assertPaged(select(Sorted.class).orderBy(order, col(Sorted::id)), 2);
            }
        }
    }

    @Test
    void columnsThatAreNeverNull() {
        Select<Sorted> query = select(Sorted.class).where(col(Sorted::number).isNotNull()).where(col(Sorted::name).isNotNull());
        assertPaged(query.orderBy(col(Sorted::number).asc().notNull(), col(Sorted::name).asc().notNull(), col(Sorted::id)), 3);
        assertPaged(query.orderBy(col(Sorted::number).desc().notNull(), col(Sorted::id)), 3);
        assertPaged(query.orderBy(col(Sorted::number).desc().notNull(), col(Sorted::id).desc()), 3);
    }

    /** As text, 'ab' isn't what a column of five characters has. */
    @Test
    void aColumnComparesItsOwnWay() {
        try (TestDatabase padded = new TestDatabase(1)) {
            padded.sql(Sorted.DDL);
            padded.sql("ALTER TABLE sorted ALTER name TYPE char(5); INSERT INTO sorted (id, name) "
                    + "VALUES (1, 'ab'), (2, 'ab'), (3, 'ab'), (4, 'abc'), (5, 'a')");
            Select<Sorted> query = select(Sorted.class).orderBy(col(Sorted::name).asc().notNull(), col(Sorted::id));
            List<Long> paged = new ArrayList<>();
            for (SeekPage<Sorted> page = await(padded.db().seek(query, null, 1)); page != null; page = page.next() == null
                    ? null
                    : await(padded.db().seek(query, page.next(), 1))) {
                page.rows().forEach(row -> paged.add(row.id()));
            }
            assertThat(paged).containsExactly(5L, 1L, 2L, 3L, 4L);
        }
    }

    @Test
    void theLastPageHasNoCursor() {
        Select<Sorted> query = select(Sorted.class).orderBy(col(Sorted::id));
        assertThat(await(test.db().seek(query, null, 37)).next()).isNull();
        SeekPage<Sorted> first = await(test.db().seek(query.limit(1), null, 36));
        assertThat(first.rows()).hasSize(36);
        assertThat(await(test.db().seek(query, first.next(), 36)).rows()).extracting(Sorted::id).containsExactly(37L);
        assertThat(await(test.db().seek(query.where(col(Sorted::id).gt(99L)), null, 5)))
                .isEqualTo(new SeekPage<>(List.of(), null));
        assertThatThrownBy(() -> test.db().seek(query, null, 0))
                .hasMessage("STRATA-2204: a page of 0 rows does not exist: it has at least 1 row.");
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        String cursor = await(test.db().seek(select(Sorted.class).orderBy(col(Sorted::name), col(Sorted::id)), null, 3)).next();
        for (Select<Sorted> other : List.of(select(Sorted.class).orderBy(col(Sorted::id)),
                select(Sorted.class).orderBy(col(Sorted::name).desc(), col(Sorted::id)),
                select(Sorted.class).orderBy(col(Sorted::name).asc().nullsFirst(), col(Sorted::id)),
                select(Sorted.class).orderBy(col(Sorted::number), col(Sorted::id)))) {
            assertThatThrownBy(() -> await(test.db().seek(other, cursor, 3))).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("STRATA-1118: the cursor is none of this query: it was cut or changed, or made for another "
                            + "record or order. Begin again without a cursor.");
        }
    }

    /** Whoever changes a cursor gets other rows or the one failure, never one of the server. */
    @Test
    void cursorsOfStrangersAreReadOrRefused() {
        Random random = new Random(7);
        int read = 0;
        int refused = 0;
        for (String column : List.of("number", "name", "at", "price", "key", "day", "ratio")) {
            Select<Sorted> query = select(Sorted.class).orderBy(col(column), col(Sorted::id));
            byte[] whole = Base64.getUrlDecoder().decode(await(test.db().seek(query, null, 6)).next());
            for (int i = 0; i < 60; i++) {
                byte[] changed = java.util.Arrays.copyOf(whole,
                        random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length);
                for (int times = random.nextInt(3); times >= 0 && changed.length > 9; times--) {
                    changed[9 + random.nextInt(changed.length - 9)] = random.nextBoolean() ? (byte) ('0' + random.nextInt(10))
                            : (byte) random.nextInt(256);
                }
                try {
                    await(test.db().seek(query, Base64.getUrlEncoder().encodeToString(changed), 6));
                    read++;
                } catch (IllegalArgumentException stranger) {
                    assertThat(stranger).hasMessageStartingWith("STRATA-1118: ");
                    refused++;
                }
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
        for (String cursor : List.of("", "%", "AAAA", "\0", "é", "A".repeat(100_000))) {
            assertThatThrownBy(() -> await(test.db().seek(select(Sorted.class).orderBy(col(Sorted::id)), cursor, 3)))
                    .hasMessageStartingWith("STRATA-1118: ");
        }
    }
}
