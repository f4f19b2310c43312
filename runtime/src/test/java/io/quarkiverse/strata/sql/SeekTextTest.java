package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

/** The conditions that paging by keys writes, and what it refuses. */
class SeekTextTest extends Server {

    private static final String SELECT = "SELECT inventory_id, film_id, store_id, qty FROM inventory WHERE ";
    private static final Inventory ROW = new Inventory(1, 7L, 2, 100);
    private static final Inventory NULL = new Inventory(1, 7L, 2, null);

    private static Select<Inventory> by(Ordering first, Ordering... more) {
        return select(Inventory.class).orderBy(first, more);
    }

    private static Select<Inventory> after(Inventory row, Select<Inventory> query) {
        return query.seekAfter(query.cursorOf(row));
    }

    private static void assertWhere(Select<Inventory> query, String where, Object... values) {
        String text = query.rendered().text();
        assertThat(text.substring(0, text.indexOf(" ORDER BY "))).isEqualTo(SELECT + where);
        assertSql(query, text, values);
    }

    @Test
    void columnsOfOneDirectionAreARow() {
        assertWhere(after(ROW, by(col(Inventory::storeId), col(Inventory::filmId), col(Inventory::inventoryId))),
                "(store_id, film_id, inventory_id) > ($1::int4, $2::int8, $3::int4)", 2, 7L, 1);
        assertWhere(after(ROW, by(col(Inventory::storeId).desc(), col("inventory_id").desc())),
                "(store_id, inventory_id) < ($1::int4, $2::int4)", 2, 1);
        assertWhere(after(ROW, by(col(Inventory::inventoryId))), "inventory_id > $1::int4", 1);
        assertWhere(after(ROW, by(col("qty").asc().notNull(), col("inventory_id"))),
                "(qty, inventory_id) > ($1::int4, $2::int4)", 100, 1);
    }

    @Test
    void mixedDirectionsStayOneRangeOfAnIndex() {
        assertWhere(after(ROW, by(col(Inventory::storeId).desc(), col(Inventory::inventoryId))),
                "store_id <= $1::int4 AND (store_id < $2::int4 OR inventory_id > $3::int4)", 2, 2, 1);
        assertWhere(after(ROW, by(col(Inventory::storeId).desc(), col(Inventory::filmId), col(Inventory::inventoryId))),
                "store_id <= $1::int4 AND (store_id < $2::int4 OR (film_id, inventory_id) > ($3::int8, $4::int4))", 2, 2, 7L,
                1);
    }

    @Test
    void nullsComeWhereTheOrderHasThem() {
        assertWhere(after(ROW, by(col(Inventory::qty), col(Inventory::inventoryId))),
                "qty > $1::int4 OR qty IS NULL OR qty = $2::int4 AND inventory_id > $3::int4", 100, 100, 1);
        assertWhere(after(NULL, by(col(Inventory::qty), col(Inventory::inventoryId))),
                "qty IS NULL AND inventory_id > $1::int4", 1);
        assertWhere(after(ROW, by(col(Inventory::qty).desc(), col(Inventory::inventoryId))),
                "qty <= $1::int4 AND (qty < $2::int4 OR inventory_id > $3::int4)", 100, 100, 1);
        assertWhere(after(NULL, by(col(Inventory::qty).desc(), col(Inventory::inventoryId))),
                "qty IS NOT NULL OR qty IS NULL AND inventory_id > $1::int4", 1);
    }

    @Test
    void theSelectsOwnConditionsAndParametersStay() {
        Select<Inventory> query = by(col(Inventory::inventoryId)).where(col("qty").gt(1).or(col("qty").isNull()))
                .where(col(Inventory::storeId).eq(param("store"))).limit(5).bind("store", 1);
        Select<Inventory> second = query.seekAfter(query.cursorOf(ROW));
        assertSql(second, SELECT + "(qty > $1::int4 OR qty IS NULL) AND store_id = $2::int4 AND inventory_id > $3::int4 "
                + "ORDER BY inventory_id LIMIT $4::int8", 1, 1, 1, 5L);
        assertThat(run(second)).containsExactly("3 2 1 null");
        assertThat(query.seekAfter(null)).isSameAs(query);
    }

    @Test
    void anOuterJoinMayPutNullsInTheKey() {
        Select<Inventory> query = select(Inventory.class).from(Film.class).leftJoin(Inventory.class)
                .on(col(Inventory::filmId).eq(col(Film::id))).orderBy(col(Inventory::inventoryId));
        assertThat(query.seekAfter(query.cursorOf(ROW)).rendered().text())
                .contains("WHERE inventory.inventory_id > $1::int4 OR inventory.inventory_id IS NULL ORDER BY");
        assertThatThrownBy(() -> query.orderBy(col(Film::id)).seekAfter(null)).hasMessageStartingWith("STRATA-1117: ");
    }

    @Test
    void whatCannotBePagedIsRefusedWithTheCure() {
        String start = "STRATA-1117: the select can't be paged by keys: ";
        assertThatThrownBy(() -> select(Inventory.class).seekAfter(null))
                .hasMessage(start + "it has no order. Add orderBy(…), the primary key last.");
        assertThatThrownBy(() -> by(col(Inventory::storeId)).seekAfter(null))
                .hasMessage(start + "its order leaves ties, of which rows would be lost between pages: inventory_id is @Id and "
                        + "isn't in orderBy(…). Add it at the end.");
        assertThatThrownBy(() -> by(col("inventory_id").plus(1)).seekAfter(null))
                .hasMessage(start + "part 1 of its order is no column of Inventory in its own order. "
                        + "Select it as a column of the record, in a sub-query: select(Record.class).from(query.as(\"name\")).");
        assertThatThrownBy(() -> by(col(Inventory::inventoryId)).offset(3).seekAfter(null))
                .hasMessage(start + "it has offset(…) or withTies(), which count rows from the start. Leave them out.");
        assertThatThrownBy(() -> select(Film.class).orderBy(col(Film::tags), col(Film::id)).seekAfter(null))
                .hasMessage(start + "it is sorted by tags, whose values no cursor can have: text[] as List.");
        for (Select<?> other : List.of(select(col("qty")).from("inventory").orderBy("qty"),
                by(col("inventory_id")).groupBy("inventory_id"), by(col("inventory_id")).distinctOn(col("qty")),
                by(col("inventory_id")).unionAll(by(col("inventory_id"))).orderBy("inventory_id"))) {
            assertThatThrownBy(() -> other.seekAfter(null)).hasMessage(start + "it is no select(Record.class) without groups. "
                    + "Select the record from it: select(Record.class).from(query.as(\"name\")).");
        }
        assertThatThrownBy(() -> by(col("qty").asc().notNull(), col("inventory_id")).cursorOf(NULL))
                .hasMessage(start + "the column inventory.qty has a value in this row that can't be compared with: null, where "
                        + "notNull() or the record says that there is none.");
    }

    /** A cursor that has the right print and values that no client of ours could have written. */
    @Test
    void valuesThatCouldNotBeSentAreRefused() {
        Select<Film> query = select(Film.class).orderBy(col(Film::rentalRate), col(Film::createdAt), col(Film::rating),
                col(Film::title), col(Film::id));
        String[] good = { "1.5", "2026-01-01T00:00Z", "PG", "x", "1" };
        assertThat(query.seekAfter(cursor(query, good)).rendered().parameters()).isNotEmpty();
        String[][] bad = { { "1e999999", "9".repeat(3_000), "x", "", "1e-99999" },
                { "+300000-01-01T00:00Z", "2026", "+999999999-12-31T23:59:59Z", "-9999-01-01T00:00Z" }, { "XX", "pg" },
                { "a\0b" }, { "9223372036854775808", "1.5", "", null } };
        for (int i = 0; i < good.length; i++) {
            for (String value : bad[i]) {
                String[] values = good.clone();
                values[i] = value;
                assertThatThrownBy(() -> query.seekAfter(cursor(query, values))).as(i + " " + value)
                        .hasMessageStartingWith("STRATA-1118: ");
            }
        }
    }

    private static String cursor(Select<Film> query, String... values) {
        Film film = new Film(1L, "", null, null, null, null, null, null);
        byte[] print = Arrays.copyOf(java.util.Base64.getUrlDecoder().decode(query.cursorOf(film)), 9);
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        bytes.writeBytes(print);
        for (String value : values) {
            byte[] text = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(value == null ? -1 : text.length).array());
            bytes.writeBytes(text);
        }
        return java.util.Base64.getUrlEncoder().encodeToString(bytes.toByteArray());
    }
}
