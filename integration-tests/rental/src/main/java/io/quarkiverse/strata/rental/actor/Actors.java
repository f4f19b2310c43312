package io.quarkiverse.strata.rental.actor;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.min;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.table;
import static io.quarkiverse.strata.sql.Sql.val;
import static io.quarkiverse.strata.sql.Sql.withRecursive;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.rental.web.Refusal;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Select;
import io.smallrye.mutiny.Uni;

/** What the service knows of actors. */
@ApplicationScoped
public class Actors {

    private final Database db;

    Actors(Database db) {
        this.db = db;
    }

    /** Those who are connected with an actor by at most so many films, the nearest first; 404 when there is no such actor. */
    public Uni<List<Connection>> network(long actorId, int depth) {
        return db.find(Actor.class, actorId)
                .onItem().ifNull().failWith(() -> Refusal.unknown("actor", actorId))
                .chain(() -> db.list(connections(actorId, depth)));
    }

    // tag::recursive[]
    /** UNION keeps an actor once for each distance, over however many films they are reached. */
    static Select<Connection> connections(long actorId, int depth) {
        Select<Row> self = select(val(actorId).as("actor_id"), val(0).as("distance"));
        Select<Row> colleagues = select(col("theirs.actor_id"), col("network.distance").plus(1))
                .from("network")
                .join(table("film_actor").as("mine")).on(col("mine.actor_id").eq(col("network.actor_id")))
                .join(table("film_actor").as("theirs")).on(col("theirs.film_id").eq(col("mine.film_id")))
                .where(col("network.distance").lt(depth));
        Select<Row> nearest = select(col("actor_id"), min(col("distance")).as("distance"))
                .from("network").groupBy("actor_id");
        return withRecursive("network", self.union(colleagues))
                .with("nearest", nearest)
                .select(Connection.class).from("nearest").join(Actor.class).using("actor_id")
                .where(col("distance").gt(0))
                .orderBy("distance", "last_name", "first_name", "actor_id");
    }
    // end::recursive[]
}
