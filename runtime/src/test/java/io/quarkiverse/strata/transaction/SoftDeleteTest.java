package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.*;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.NoResultException;
import io.quarkiverse.strata.OptimisticLockException;
import io.quarkiverse.strata.mapping.Kept;
import io.quarkiverse.strata.mapping.Marked;
import io.quarkiverse.strata.mapping.Marked.A;
import io.quarkiverse.strata.mapping.Marked.B;
import io.quarkiverse.strata.mapping.Marked.C;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.sql.Table;
import io.quarkiverse.strata.sql.Touches;
import io.quarkiverse.strata.test.TestDatabase;

/** Rows that are marked as deleted are as good as gone for statements that name their record, and there for all others. */
class SoftDeleteTest {

    private static TestDatabase test;

    @BeforeAll
    static void open() {
        Marked.register();
        Kept.register();
        test = new TestDatabase(2);
        for (String table : List.of("a", "b", "c")) {
            test.sql("CREATE TABLE " + table + " (id int8 PRIMARY KEY, key int8, deleted_at timestamptz)");
            test.sql("CREATE VIEW live_" + table + " AS SELECT * FROM " + table + " WHERE deleted_at IS NULL");
        }
    }

    /** Whoever has read the row before is told. */
    @Test
    void markingIsAChangeLikeOthers() {
        test.sql(Kept.DDL);
        Kept kept = await(test.db().insert(new Kept(1L, null, null, null)));
        assertThat(text(deleteFrom(Kept.class).where(col(Kept::id).eq(1L)))).isEqualTo("UPDATE kept SET version = version + "
                + "$1::int4, updated_at = now(), deleted_at = now() WHERE id = $2::int8 AND deleted_at IS NULL");
        assertThat(await(test.db().delete(kept))).isTrue();
        assertThatThrownBy(() -> await(test.db().upsert(kept))).isInstanceOf(OptimisticLockException.class);
    }

    @AfterAll
    static void close() {
        test.close();
    }

    /** Each key is alive in some tables, marked in some and missing in some, in every combination. */
    @BeforeEach
    void rows() {
        test.sql("TRUNCATE a, b, c");
        test.sql("INSERT INTO a SELECT i, i, CASE i % 3 WHEN 1 THEN now() END FROM generate_series(0, 26) i WHERE i % 3 < 2");
        test.sql("INSERT INTO b SELECT i, i, CASE i / 3 % 3 WHEN 1 THEN now() END FROM generate_series(0, 26) i "
                + "WHERE i / 3 % 3 < 2");
        test.sql("INSERT INTO c SELECT i, i, CASE i / 9 WHEN 1 THEN now() END FROM generate_series(0, 26) i WHERE i / 9 < 2");
    }

    private static String text(Statement statement) {
        return statement.rendered().text();
    }

    @Test
    void selectsSayWhatTheyLeaveOut() {
        assertThat(text(select(A.class))).isEqualTo("SELECT id, key, deleted_at FROM a WHERE deleted_at IS NULL");
        assertThat(text(select(A.class).where(col(A::key).eq(1L).or(col(A::key).eq(2L))).orderBy(col(A::id)))).isEqualTo(
                "SELECT id, key, deleted_at FROM a WHERE (key = $1::int8 OR key = $2::int8) AND deleted_at IS NULL ORDER BY id");
        assertThat(text(select(A.class).withDeleted())).isEqualTo("SELECT id, key, deleted_at FROM a");
        assertThat(text(select(A.class).asCount())).isEqualTo("SELECT count(*) FROM a WHERE deleted_at IS NULL");
        assertThat(text(select(A.class).withDeleted().asCount())).isEqualTo("SELECT count(*) FROM a");
        assertThat(text(select(A.class).from("a"))).isEqualTo("SELECT id, key, deleted_at FROM a");
        assertThat(text(select(col(A::id), col(B::id)).from(A.class).leftJoin(B.class).on(col(A::key).eq(col(B::key)))))
                .isEqualTo("SELECT a.id, b.id FROM a LEFT JOIN b ON a.key = b.key AND b.deleted_at IS NULL "
                        + "WHERE a.deleted_at IS NULL");
        assertThat(text(select(col(A::id), col(B::id)).from(A.class).rightJoin(B.class).on(col(A::key).eq(col(B::key)))))
                .isEqualTo("SELECT a.id, b.id FROM (SELECT * FROM a WHERE deleted_at IS NULL) AS a RIGHT JOIN b "
                        + "ON a.key = b.key WHERE b.deleted_at IS NULL");
        assertThat(text(select(A.class).where(exists(select(col(B::id)).from(B.class).where(col(B::key).eq(col(A::key)))))))
                .isEqualTo("SELECT id, key, deleted_at FROM a WHERE EXISTS (SELECT b.id FROM b WHERE b.key = a.key AND "
                        + "b.deleted_at IS NULL) AND deleted_at IS NULL");
    }

    private static Map<String, BiFunction<Select<Row>, Table[], Select<Row>>> joins() {
        Map<String, BiFunction<Select<Row>, Table[], Select<Row>>> joins = new TreeMap<>();
        joins.put("join", (query, t) -> query.join(t[1]).on(t[0].col("key").eq(t[1].col("key"))));
        joins.put("left", (query, t) -> query.leftJoin(t[1]).on(t[0].col("key").eq(t[1].col("key"))));
        joins.put("right", (query, t) -> query.rightJoin(t[1]).on(t[0].col("key").eq(t[1].col("key"))));
        joins.put("full", (query, t) -> query.fullJoin(t[1]).on(t[0].col("key").eq(t[1].col("key"))));
        joins.put("cross", (query, t) -> query.crossJoin(t[1]));
        joins.put("comma", (query, t) -> query.from(t[1]));
        joins.put("using", (query, t) -> query.join(t[1]).using("id"));
        joins.put("left using", (query, t) -> query.leftJoin(t[1]).using("id"));
        joins.put("full using", (query, t) -> query.fullJoin(t[1]).using("id"));
        return joins;
    }

    private static List<String> rows(Select<Row> query) {
        return await(test.db().list(query)).stream()
                .map(row -> row.get("a", Long.class) + " " + row.get("b", Long.class) + " " + row.get("c", Long.class))
                .sorted().toList();
    }

    private static Select<Row> joined(BiFunction<Select<Row>, Table[], Select<Row>> first,
            BiFunction<Select<Row>, Table[], Select<Row>> second, Table a, Table b, Table c) {
        Select<Row> query = select(a.col("key").as("a"), b.col("key").as("b"), c.col("key").as("c")).from(a);
        return second.apply(first.apply(query, new Table[] { a, b }), new Table[] { a, c });
    }

    /** Every pair of joins gives what it gives on views of the rows that are alive. */
    @Test
    void joinsAreThoseOfTheRowsThatAreAlive() {
        joins().forEach((one, first) -> joins().forEach((other, second) -> {
            boolean ambiguous = other.contains("using") && !one.contains("using"); // b has an id, too
            boolean outOfSight = one.equals("comma") && !List.of("cross", "comma").contains(other); // a is, behind a comma
            if (!ambiguous && !outOfSight) {
                Select<Row> typed = joined(first, second, table(A.class).as("a"), table(B.class).as("b"),
                        table(C.class).as("c"));
                Select<Row> live = joined(first, second, table("live_a").as("a"), table("live_b").as("b"),
                        table("live_c").as("c"));
                assertThat(rows(typed)).as(typed::toString).isNotEmpty().isEqualTo(rows(live));
            }
        }));
    }

    @Test
    void deleteMarksAndHardDeletes() {
        boolean deleted = await(test.db().delete(new A(0L, null, null)));
        assertThat(deleted).isTrue();
        deleted = await(test.db().delete(new A(0L, null, null)));
        assertThat(deleted).as("marked before").isFalse();
        assertThat(await(test.db().find(A.class, 0L))).isNull();
        assertThat(test.number("SELECT count(*) FROM a WHERE id = 0 AND deleted_at IS NOT NULL")).isEqualTo(1);

        Statement some = deleteFrom(A.class).where(col(A::key).le(7L));
        assertThat(text(some)).isEqualTo("UPDATE a SET deleted_at = now() WHERE key <= $1::int8 AND deleted_at IS NULL");
        assertThat(some.touches().writes()).containsExactly(new Touches.Write(List.of("a"), Touches.Action.UPDATE));
        int marked = await(test.db().execute(some));
        assertThat(marked).isEqualTo(2); // 3 and 6
        assertThat(text(deleteFrom(A.class).using(B.class).where(col(A::key).eq(col(B::key))).returning(col(A::id))))
                .isEqualTo("UPDATE a SET deleted_at = now() FROM b WHERE a.key = b.key AND a.deleted_at IS NULL "
                        + "AND b.deleted_at IS NULL RETURNING a.id");
        Statement hard = deleteFrom(A.class).hard().where(col(A::key).le(7L));
        assertThat(text(hard)).isEqualTo("DELETE FROM a WHERE key <= $1::int8");
        assertThat(hard.touches().writes()).containsExactly(new Touches.Write(List.of("a"), Touches.Action.DELETE));
        int gone = await(test.db().execute(hard));
        assertThat(gone).isEqualTo(6); // 0, 1, 3, 4, 6 and 7
        assertThat(text(deleteFrom("a").where(col("key").eq(1)))).isEqualTo("DELETE FROM a WHERE key = $1::int4");
        assertThatThrownBy(() -> text(deleteFrom(A.class))).hasMessageStartingWith("STRATA-1108: the delete from a has no ");
    }

    @Test
    void markedRowsAreNotUpdatedUnlessTold() {
        assertThatThrownBy(() -> await(test.db().update(new A(1L, 100L, null)))).isInstanceOf(NoResultException.class);
        assertThat(await(test.db().updateAll(List.of(new A(0L, 100L, null), new A(1L, 101L, null))))).extracting(A::id)
                .containsExactly(0L);
        int all = await(test.db().execute(update(A.class).set(col(A::key), 5L).where(col(A::id).le(1L))));
        assertThat(all).isEqualTo(1);
        int restored = await(test.db().execute(update(A.class).withDeleted().set(col(A::deletedAt), null)
                .where(col(A::id).eq(1L))));
        assertThat(restored).isEqualTo(1);
        assertThat(await(test.db().find(A.class, 1L))).isEqualTo(new A(1L, 1L, null));
    }

    @Test
    void insertsDontMarkAndUpsertsTakeMarksAway() {
        A marked = await(test.db().first(select(A.class).withDeleted().where(col(A::id).eq(1L))));
        assertThat(marked.deletedAt()).isNotNull();
        assertThat(await(test.db().insert(new A(50L, 50L, marked.deletedAt())))).isEqualTo(new A(50L, 50L, null));
        assertThat(await(test.db().upsert(new A(1L, 9L, marked.deletedAt())))).isEqualTo(new A(1L, 9L, null));
        assertThat(await(test.db().upsertAll(List.of(new A(4L, 9L, null), new A(51L, 9L, null)))))
                .containsExactly(new A(4L, 9L, null), new A(51L, 9L, null));
    }

    @Test
    void aReadByKeyIsStillOne() {
        Query<A> find = select(A.class).where(col(A::id).eq(1L));
        assertThat(find.touches().key()).containsOnlyKeys("id");
        assertThat(deleteFrom(A.class).where(col(A::id).eq(1L)).touches().key()).containsOnlyKeys("id");
    }
}
