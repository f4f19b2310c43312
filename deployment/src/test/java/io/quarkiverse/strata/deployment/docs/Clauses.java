package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.sql.Frame.preceding;
import static io.quarkiverse.strata.sql.JsonTable.*;
import static io.quarkiverse.strata.sql.Sql.*;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.sql.Merge;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.TableLock;
import io.smallrye.mutiny.Uni;

/** What PostgreSQL can and few builders can say. */
@ApplicationScoped
public class Clauses {

    @Inject
    Database db;

    // tag::grouping[]
    static final Select<Row> VIEWS = select(col(Post::userId), grouping(col(Post::userId)).as("total"),
            sum(col(Post::views)).filter(col(Post::title).like("N%")).as("views"),
            function("percentile_cont", 0.5).withinGroup(col(Post::views)).as("median"))
            .from(Post.class)
            .groupBy(rollup(col(Post::userId)))
            .orderBy(ordinal(2));
    // end::grouping[]

    // tag::frames[]
    static final Select<Row> MOVING = select(col(Post::title),
            avg(col(Post::views)).over(window("w").rows(preceding(2)).excludeCurrentRow()).as("before"))
            .from(Post.class)
            .window("w", partitionBy("user_id").orderBy("id"));
    // end::frames[]

    // tag::from[]
    Uni<List<Row>> sample() {
        return db.list(select(col("p.title"), col("v.label"), col("tag"), col("n"))
                .from(table("posts").as("p").tablesample("bernoulli", 100).repeatable(42))
                .join(values(row(7, "some"), row(9, "many")).as("v").columns("views", "label")).using("views")
                .from(table(function("unnest", col("p.tags"))).ordinality().as("t", "tag", "n")));
    }
    // end::from[]

    // tag::recursive[]
    static final Select<Row> REACHABLE = with("link", values(row(1, 2), row(2, 3), row(3, 1)))
            .withRecursive("way", List.of("at"),
                    select(val(1)).unionAll(select(col("column2")).as(Integer.class).from("link").join("way")
                            .on(col("column1").eq(col("at")))))
            .cycle("is_cycle", "path", "at")
            .select(col("at"), col("is_cycle")).from("way");
    // end::recursive[]

    // tag::json[]
    static final Select<Row> LINES = select(all())
            .from(jsonTable(param("order", String.class).cast("jsonb"), "$.lines[*]")
                    .columns(forOrdinality("line"), jsonColumn("sku", "text"),
                            jsonColumn("quantity", "int").path("$.qty").defaultOnEmpty(1)));

    static final Select<Object> TITLES = select(jsonArrayAgg(col(Post::title)).orderBy(col(Post::id)).returning("jsonb"))
            .from(Post.class);
    // end::json[]

    // tag::merge[]
    static final Merge SYNCHRONISE = mergeInto("posts").as("p")
            .using(values(row("Numbers", 7), row("Letters", 1)).as("v").columns("title", "views"))
            .on(col("p.title").eq(col("v.title")))
            .whenMatched(col("p.views").ge(col("v.views"))).doNothing()
            .whenMatched().update(set("views", col("v.views")))
            .whenNotMatched().insert(set("user_id", param("author", Long.class)), set("title", col("v.title")),
                    set("views", col("v.views")), set("tags", List.of("new")));
    // end::merge[]

    // tag::returning[]
    Uni<List<Row>> raise(int by) {
        return db.list(update("posts").set("views", col("views").plus(by)).set(col("tags").subscript(1), "raised")
                .where(col("title").eq("Numbers"))
                .returning(oldRow().col("views").as("before"), newRow().col("views").as("after")));
    }
    // end::returning[]

    // tag::lock[]
    Uni<Integer> empty() {
        return db.transaction(tx -> tx.execute(lockTable("posts").in(TableLock.ACCESS_EXCLUSIVE).noWait())
                .chain(() -> tx.execute(truncate("posts").restartIdentity())));
    }
    // end::lock[]
}
