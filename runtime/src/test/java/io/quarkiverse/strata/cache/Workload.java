package io.quarkiverse.strata.cache;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.param;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.set;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.sql.Sql.sum;
import static io.quarkiverse.strata.sql.Sql.update;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.SqlStatement;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.sql.Update;
import io.smallrye.mutiny.Uni;

/** What is written and read in one instance. Each write raises values by one, and a trigger logs each row that it raises. */
record Workload(Database db) implements Participant {

    static final int ROWS = 8;

    static final String SCHEMA = """
            CREATE TABLE item (id int PRIMARY KEY, v bigint NOT NULL);
            CREATE TABLE item_log (id int, v bigint);
            CREATE FUNCTION log_item() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN INSERT INTO item_log VALUES (NEW.id, NEW.v); RETURN NULL; END';
            CREATE TRIGGER log_item AFTER UPDATE ON item FOR EACH ROW EXECUTE FUNCTION log_item();
            INSERT INTO item SELECT id, 0 FROM generate_series(0, 7) AS id;
            CREATE VIEW items_seen AS SELECT id, v FROM item""";

    /** What that trigger changes. */
    static final Map<String, List<String>> TRIGGERS = Map.of("item", List.of("item_log"));

    enum Write {
        /** Names the row. */
        ROW,
        /** Doesn't name the rows. */
        TABLE,
        TRANSACTION,
        UPSERT,
        ROLLED_BACK,
        SQL_TEXT,
        /** Doesn't even say which table. */
        OPAQUE
    }

    enum Read {
        ROW,
        SUM,
        VIEW,
        LOG
    }

    private static final Select<Object> BY_KEY = select(col("v")).from("item").where(col("id").eq(param("id", Integer.class)));
    private static final Select<?> SUM = select(sum(col("v"))).from("item");
    private static final Select<?> VIEW = select(sum(col("v"))).from("items_seen");
    private static final Select<Long> LOG = select(all()).from("item_log").asCount();
    private static final Update RAISE = update("item").set("v", col("v").plus(1L))
            .where(col("id").eq(param("id", Integer.class)));

    @Override
    public List<Item> write(Write write, int id) {
        int other = (id + 1) % ROWS;
        return switch (write) {
            case ROW -> items(db.list(returning(RAISE.bind("id", id))));
            case TABLE -> items(db.list(returning(update("item").set("v", col("v").plus(1L))
                    .where(col("id").in(List.of(id, other))))));
            // in the order of their keys, so that two of them don't wait for each other
            case TRANSACTION -> items(db.transaction(tx -> tx
                    .execute((Statement) RAISE.bind("id", Math.min(id, other)))
                    .chain(() -> tx.list(returning(RAISE.bind("id", Math.max(id, other)))))));
            case UPSERT -> items(db.list(insertInto("item").columns("id", "v").values(id, 1L).onConflict("id")
                    .doUpdate(set("v", col("item.v").plus(1L)))
                    .returning(col("id"), col("v"))));
            case ROLLED_BACK -> items(db.transaction(tx -> tx.execute((Statement) RAISE.bind("id", id))
                    .chain(() -> Uni.createFrom().<List<Row>> failure(new IllegalStateException("rolled back"))))
                    .onFailure(IllegalStateException.class).recoverWithItem(List.of()));
            case SQL_TEXT -> items(db.list(text(id).changes("item")));
            case OPAQUE -> items(db.list(text(id)));
        };
    }

    private static Query<Row> returning(Update update) {
        return update.returning(col("id"), col("v"));
    }

    private static SqlStatement text(int id) {
        return sql("UPDATE item SET v = v + 1 WHERE id = :id RETURNING id, v").bind("id", id);
    }

    private static List<Item> items(Uni<List<Row>> rows) {
        return await(rows).stream().map(row -> new Item(row.get("id", Integer.class), row.get("v", Long.class))).toList();
    }

    @Override
    public long read(Read read, int id) {
        Queries cached = db.cacheFor(Duration.ofMinutes(5));
        return switch (read) {
            case ROW -> await(cached.single(BY_KEY.as(Long.class).bind("id", id)));
            case SUM -> await(cached.single(SUM.as(BigDecimal.class))).longValue();
            case VIEW -> await(cached.cacheKey("view").single(VIEW.as(BigDecimal.class))).longValue();
            case LOG -> await(cached.single(LOG));
        };
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
