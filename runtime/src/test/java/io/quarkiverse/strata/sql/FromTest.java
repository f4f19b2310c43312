package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FromTest extends Server {

    @Test
    void joinsQualifyByWhereAColumnIs() {
        Select<Row> query = select(col(Film::title), col(Inventory::storeId), col("qty")).from(Film.class)
                .join(Inventory.class).on(col(Inventory::filmId).eq(col(Film::id))).where(col(Film::length).gt(100))
                .orderBy(col(Inventory::inventoryId));
        assertSql(query,
                "SELECT film.title, inventory.store_id, qty FROM film JOIN inventory ON inventory.film_id = film.id WHERE "
                        + "film.length > $1::int4 ORDER BY inventory.inventory_id",
                100);
        assertThat(run(query)).containsExactly("ALIEN 1 100", "ALIEN 2 7", "BRAZIL 1 null");
    }

    @Test
    void recordsColumnsAreQualifiedBesideOthers() {
        Select<Inventory> query = select(Inventory.class).join(table(Film.class).as("f")).on(col("f.id").eq(col("film_id")))
                .where(col(Film::title).eq("DUMBO"));
        assertSql(query,
                "SELECT inventory.inventory_id, inventory.film_id, inventory.store_id, inventory.qty FROM inventory JOIN film "
                        + "AS f ON f.id = film_id WHERE f.title = $1",
                "DUMBO");
        assertThat(run(query)).containsExactly("4 4 2 2147483647");
    }

    @Test
    void everyKindOfJoin() {
        Table f = table(Film.class).as("f");
        Table i = table("inventory").as("i");
        Condition on = i.col("film_id").eq(f.col(Film::id));
        assertSql(select(count()).from(f).leftJoin(i).on(on),
                "SELECT count(*) FROM film AS f LEFT JOIN inventory AS i ON i.film_id = "
                        + "f.id");
        assertSql(select(count()).from(f).rightJoin(i).on(on),
                "SELECT count(*) FROM film AS f RIGHT JOIN inventory AS i ON i.film_id "
                        + "= f.id");
        assertSql(select(count()).from(f).fullJoin(i).on(on),
                "SELECT count(*) FROM film AS f FULL JOIN inventory AS i ON i.film_id = "
                        + "f.id");
        assertSql(select(count()).from(f).crossJoin(i), "SELECT count(*) FROM film AS f CROSS JOIN inventory AS i");
        assertSql(select(count()).from(f).from(i).where(on),
                "SELECT count(*) FROM film AS f, inventory AS i WHERE i.film_id = f.id");
        assertSql(select(count()).from("inventory").join(table("store_film").as("s")).using("film_id", "store_id"),
                "SELECT count(*) "
                        + "FROM inventory JOIN store_film AS s USING (film_id, store_id)");
        assertThat(run(select(count()).from(f).leftJoin(i).on(on))).containsExactly("6");
        assertThatThrownBy(() -> select(count()).join("film").onTrue())
                .hasMessage("STRATA-1111: a join needs something to join with: "
                        + "call from(…) before it.");
    }

    @Test
    void lateralSeesWhatComesBefore() {
        Select<Row> query = select(col(Film::title), col("top.qty")).from(Film.class)
                .leftJoin(lateral(
                        select(col(Inventory::qty)).from(Inventory.class).where(col(Inventory::filmId).eq(col(Film::id)))
                                .orderBy(col(Inventory::qty).desc().nullsLast()).limit(1))
                        .as("top"))
                .onTrue()
                .orderBy(col(Film::title)).limit(2);
        assertSql(query, "SELECT film.title, top.qty FROM film LEFT JOIN LATERAL (SELECT inventory.qty FROM inventory WHERE "
                + "inventory.film_id = film.id ORDER BY inventory.qty DESC NULLS LAST LIMIT $1::int8) AS top ON TRUE ORDER BY "
                + "film.title LIMIT $2::int8", 1L, 2L);
        assertThat(run(query)).containsExactly("ALIEN 100", "BRAZIL null");
    }

    @Test
    void subQueriesAndFunctions() {
        Select<Row> query = select(col("n"), col("i"))
                .from(table(function("generate_series", 10, 30, 10)).ordinality().as("s", "n",
                        "i"))
                .orderBy("n");
        assertSql(query,
                "SELECT n, i FROM generate_series($1::int4, $2::int4, $3::int4) WITH ORDINALITY AS s (n, i) ORDER BY n", 10,
                30, 10);
        assertThat(run(query)).containsExactly("10 1", "20 2", "30 3");
        Select<Object> named = select(col("a")).from(select(col("title"), col("id")).from("film").as("x").columns("a", "b"))
                .where(col("b").eq(1));
        assertSql(named, "SELECT a FROM (SELECT title, id FROM film) AS x (a, b) WHERE b = $1::int4", 1);
        Select<Film> typed = select(Film.class).from(select(Film.class).where(col(Film::id).lt(3L)).as("early"))
                .where(col(Film::length).gt(120));
        assertThat(run(typed)).hasSize(1);
        assertThat(typed.rendered().text()).endsWith("AS early WHERE early.length > $2::int4");
    }

    @Test
    void recordTwiceNeedsTheTablesOwnColumns() {
        Table a = table(Film.class).as("a");
        Table b = table(Film.class).as("b");
        Select<Row> query = select(a.col(Film::title), b.col(Film::title)).from(a)
                .join(b).on(a.col(Film::rating).eq(b.col(Film::rating)), a.col(Film::id).lt(b.col(Film::id)));
        assertSql(query, "SELECT a.title, b.title FROM film AS a JOIN film AS b ON a.rating = b.rating AND a.id < b.id");
        assertThat(run(query)).containsExactly("ALIEN BRAZIL");
        assertThatThrownBy(() -> query.where(col(Film::id).eq(1L)).rendered())
                .hasMessage("STRATA-1109: col(Film::id) can mean a or b, "
                        + "since the statement has Film twice. Use the table's own column: table(Film.class).as(\"a\").col(Film::id).");
        assertThat(query.where(col(Film::id).eq(1L)).toString()).endsWith("AND a.id < b.id WHERE a.id = 1");
    }

    @Test
    void recordThatIsNotInFrom() {
        assertThatThrownBy(() -> select(Film.class).where(col(Inventory::qty).eq(1)).rendered()).hasMessage("STRATA-1109: "
                + "col(Inventory::qty) belongs to no FROM item of the statement: Inventory isn't among them. Add "
                + "from(Inventory.class) or a join with it.");
    }

    @Test
    void setOperations() {
        Select<String> r = select(col(Film::title)).from(Film.class).where(col(Film::rating).eq(Film.Rating.R));
        Select<String> g = select(col(Film::title)).from(Film.class).where(col(Film::length).lt(110));
        Select<String> both = r.union(g).orderBy(col(Film::title).desc()).limit(3);
        assertSql(both,
                "SELECT title FROM film WHERE rating = $1 UNION SELECT title FROM film WHERE length < $2::int4 ORDER BY title "
                        + "DESC LIMIT $3::int8",
                Film.Rating.R, 110, 3L);
        assertThat(run(both)).containsExactly("DUMBO", "CASABLANCA", "BRAZIL");
        assertThat(r.union(g).intersect(r).except(g).unionAll(g).toString())
                .isEqualTo("(SELECT title FROM film WHERE rating = 'R' UNION "
                        + "SELECT title FROM film WHERE length < 110) INTERSECT SELECT title FROM film WHERE rating = 'R' EXCEPT SELECT title "
                        + "FROM film WHERE length < 110 UNION ALL SELECT title FROM film WHERE length < 110");
        assertThat(r.exceptAll(g.intersectAll(r)).toString())
                .isEqualTo("SELECT title FROM film WHERE rating = 'R' EXCEPT ALL (SELECT "
                        + "title FROM film WHERE length < 110 INTERSECT ALL SELECT title FROM film WHERE rating = 'R')");
        Select<String> limited = r.orderBy("title").limit(1).unionAll(g.orderBy("title").limit(1));
        assertSql(limited,
                "(SELECT title FROM film WHERE rating = $1 ORDER BY title LIMIT $2::int8) UNION ALL (SELECT title FROM film "
                        + "WHERE length < $3::int4 ORDER BY title LIMIT $4::int8)",
                Film.Rating.R, 1L, 110, 1L);
        assertThat(run(limited)).containsExactly("ALIEN", "CASABLANCA");
        prepare(r.union(g).intersect(r).except(g).unionAll(g));
        assertThatThrownBy(() -> both.where(col("title").isNull()))
                .hasMessage("STRATA-1111: where(…) can't follow union, intersect or "
                        + "except: give it to the parts, or select from the whole: select(…).from(query.as(\"name\")).where(…).");
    }

    @Test
    void boundPartsKeepTheirValues() {
        Select<Object> one = select(col("title")).from("film").where(col("id").eq(param("id")));
        Select<Object> two = one.bind("id", 1L).union(one.bind("id", 2L)).orderBy("title");
        assertThat(run(two)).containsExactly("ALIEN", "BRAZIL");
        Select<Object> open = one.union(one.bind("id", 2L));
        assertThat(values(open)).containsExactly(":id", 2L);
        assertThat(run(open.bind("id", 4L).orderBy("title"))).containsExactly("BRAZIL", "DUMBO");
    }

    @Test
    void commonTableExpressions() {
        Select<Object> tree = withRecursive("n", java.util.List.of("i"),
                select(val(1)).unionAll(select(col("i").plus(1).as("i"))
                        .as(Integer.class).from("n").where(col("i").lt(4))))
                .select(col("i")).from("n");
        assertSql(tree,
                "WITH RECURSIVE n (i) AS (SELECT $1::int4 UNION ALL SELECT i + $2::int4 AS i FROM n WHERE i < $3::int4) SELECT "
                        + "i FROM n",
                1, 1, 4);
        assertThat(run(tree)).containsExactly("1", "2", "3", "4");
        Select<Row> moved = with("gone",
                deleteFrom(Inventory.class).where(col(Inventory::filmId).eq(1L)).returning(Inventory.class))
                .materialized().select(count(), sum(col("qty"))).from("gone");
        assertSql(moved,
                "WITH gone AS MATERIALIZED (DELETE FROM inventory WHERE film_id = $1::int8 RETURNING inventory_id, film_id, "
                        + "store_id, qty) SELECT count(*), sum(qty) FROM gone",
                1L);
        assertThat(moved.writes()).isTrue();
        assertThat(moved.asCount().writes()).isTrue();
        assertThat(run(moved)).containsExactly("2 107");
        Update update = with("long", select(col("id")).from("film").where(col("length").gt(110))).notMaterialized()
                .update(Film.class)
                .set("rating", Film.Rating.PG).where(col(Film::id).in(select(col("id")).from("long")));
        assertSql(update,
                "WITH long AS NOT MATERIALIZED (SELECT id FROM film WHERE length > $1::int4) UPDATE film SET rating = $2 "
                        + "WHERE id IN (SELECT id FROM long)",
                110, Film.Rating.PG);
    }
}
