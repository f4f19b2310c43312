package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.count;
import static io.quarkiverse.strata.sql.Sql.deleteFrom;
import static io.quarkiverse.strata.sql.Sql.function;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.now;
import static io.quarkiverse.strata.sql.Sql.param;
import static io.quarkiverse.strata.sql.Sql.raw;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.sql.Sql.update;
import static io.quarkiverse.strata.sql.Sql.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.sql.Touches.Action;
import io.quarkiverse.strata.sql.Touches.Write;

/** What statements tell about the tables and rows that they read and change. */
class TouchesTest {

    @Test
    void aSelectReadsWhateverStandsInAnyFrom() {
        Touches touches = with("best", select(all()).from("public.rank")).select(all()).from("best")
                .join(Sql.table("film")).on(col("film.id").eq(col("best.id")))
                .where(col("film.id").in(select(col("film_id")).from("inventory"))).touches();
        assertThat(touches.reads()).containsExactlyInAnyOrder(List.of("public", "rank"), List.of("best"), List.of("film"),
                List.of("inventory"));
        assertThat(touches.localNames()).containsExactly("best");
        assertThat(touches.writes()).isEmpty();
        assertThat(touches.opaqueReads()).isNull();
        assertThat(touches.key()).isEmpty();
    }

    @Test
    void columnsThatAreComparedWithOneValueAreTheKey() {
        Select<Row> byKey = select(all()).from("film").where(col("id").eq(7).and(col("name").eq(param("name"))));
        Select<Row> bound = byKey.bind("name", "Alien");
        assertThat(bound.touches().key()).isEqualTo(Map.of("id", 0, "name", 1));
        assertThat(bound.rendered().parameters().get(1).value()).isEqualTo("Alien");
        assertThat(select(all()).from("film").where(col("id").gt(7)).touches().key()).isEmpty();
        assertThat(select(all()).from("film").where(col("id").eq(7).or(col("id").eq(8))).touches().key()).isEmpty();
        assertThat(select(all()).from("film").from("role").where(col("film.id").eq(7)).touches().key()).isEmpty();
        assertThat(select(count()).from("film").where(col("id").eq(7)).touches().key()).as("has a row where none is")
                .isEmpty();
        assertThat(select(all()).from(Sql.table("film").as("f")).where(col("f.id").eq(7)).touches().key()).hasSize(1);
        assertThat(select(all()).from(Sql.table("film").as("f", "name", "id")).where(col("id").eq(7)).touches().key())
                .as("another column's name").isEmpty();
        assertThat(select(all()).from(select(col("name").as("id")).from("film").as("f")).where(col("id").eq(7)).touches().key())
                .as("another column's name").isEmpty();
        assertThat(select(all()).from("film").crossJoin(Sql.table(function("unnest", List.of(1))).as("f", "name"))
                .where(col("f.name").eq(7)).touches().key()).as("no column of the table").isEmpty();
        assertThat(byKey.asExists().touches().key()).isEmpty();
        assertThat(byKey.union(byKey).touches().key()).isEmpty();
    }

    @Test
    void aWriteTellsItsTableItsActionAndItsKey() {
        written(update("film").set("name", "x").where(col("id").eq(7)), Action.UPDATE, Set.of("id"));
        written(update("film").set("id", 8).where(col("id").eq(7)), Action.UPDATE, Set.of());
        written(update("film").set("name", "x").from("role").where(col("id").eq(7)), Action.UPDATE, Set.of());
        written(update("film").set("name", select(col("name")).from("role")).where(col("id").eq(7)), Action.UPDATE,
                Set.of("id"));
        written(deleteFrom("film").where(col("id").eq(7)), Action.DELETE, Set.of("id"));
        written(insertInto("film").columns("id", "name").values(7, "x"), Action.INSERT, Set.of());
        written(insertInto("film").columns("id", "name").values(7, "x").onConflict("id").doUpdate("name"), Action.UPSERT,
                Set.of("id"));
        written(insertInto("film").columns("id", "name").values(7, "x").onConflict("id").doNothing(), Action.INSERT, Set.of());
        written(insertInto("film").columns("id", "name").values(7, "x").values(8, "y").onConflict("id").doUpdate("name"),
                Action.UPSERT, Set.of());
    }

    private static void written(Statement statement, Action action, Set<String> key) {
        assertThat(statement.touches().writes()).containsExactly(new Write(List.of("film"), action));
        assertThat(statement.touches().key().keySet()).isEqualTo(key);
        assertThat(statement.touches().opaqueWrites()).isFalse();
    }

    @Test
    void sqlTextTellsWhatItIsToldToTell() {
        Touches read = sql("SELECT 1 FROM a, b WHERE x = :x").reads("a", "public.b").bind("x", 1).touches();
        assertThat(read.reads()).containsExactlyInAnyOrder(List.of("a"), List.of("public", "b"));
        assertThat(read.opaqueReads()).isNull();
        assertThat(sql("SELECT 1 FROM a").touches().opaqueReads()).isEqualTo("sql(…)");
        assertThat(sql("UPDATE a SET x = 1").touches().opaqueWrites()).isTrue();
        SqlStatement changing = sql("SELECT bump(1)").changes("a");
        assertThat(changing.writes()).isTrue();
        assertThat(changing.touches().writes()).containsExactly(new Write(List.of("a"), Action.ANY));
        assertThat(changing.touches().opaqueWrites()).isFalse();
        assertThat(sql("CREATE TABLE a ()").touches().changesSchema()).isTrue();
        assertThat(sql("UPDATE a SET x = 1").touches().changesSchema()).isFalse();
    }

    @Test
    void rawFragmentsAreLookedInto() {
        assertThat(raw("lower(name) LIKE :p AND length BETWEEN (1) AND 2")).satisfies(plain -> assertThat(
                select(all()).from("film").where(plain.bind("p", "x")).touches().opaqueReads()).isNull());
        assertThat(select(all()).from("film").where(raw("x IN (SELECT 1 FROM y)")).touches().opaqueReads())
                .isEqualTo("raw(…) with SELECT");
        assertThat(select(all()).from("film").where(raw("public.lower(x) = 'a'")).touches().opaqueReads())
                .isEqualTo("raw(…) with a call of a qualified or quoted function");
        assertThat(select(all()).from("film").where(raw("\"f\"(x)")).touches().opaqueReads()).isNotNull();
        assertThat(select(all()).from("film").where(raw("position('a' IN name) > (1) AND substring(name FROM (2)) <> ''"))
                .touches().opaqueReads()).isNull();
        assertThat(select(all()).from("film").where(raw("within(a, b)")).touches().opaqueReads())
                .isEqualTo("raw(…) with within(…)");
        Touches told = select(all()).from("film").where(raw("x IN (SELECT 1 FROM y)").reads("y")).touches();
        assertThat(told.opaqueReads()).isNull();
        assertThat(told.reads()).containsExactlyInAnyOrder(List.of("film"), List.of("y"));
    }

    @Test
    void whatChangesByItselfIsNamed() {
        assertThat(select(now()).touches().unstable()).isEqualTo("now");
        assertThat(select(all()).from("film").where(raw("a < CURRENT_DATE")).touches().unstable()).isEqualTo("current_date");
        assertThat(select(all()).from("film").where(raw("age > 18")).touches().unstable()).isNull();
        assertThat(select(all()).from("film").where(raw("age(a) > b")).touches().unstable()).isEqualTo("age");
    }

    @Test
    void functionsThatNobodyVouchesForMayDoAnything() {
        Touches touches = select(function(Boolean.class, "film_in_stock", 1)).touches();
        assertThat(touches.opaqueReads()).isEqualTo("the function film_in_stock");
        assertThat(touches.opaqueWrites()).isTrue();
        assertThat(select(function(Long.class, "nextval", "s")).touches().opaqueWrites()).isFalse();
    }
}
