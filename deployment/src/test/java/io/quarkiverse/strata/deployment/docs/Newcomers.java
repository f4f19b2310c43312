package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.sql.Sql.*;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.sql.Query;
import io.smallrye.mutiny.Uni;

/** Reads that a replica may answer. */
@ApplicationScoped
public class Newcomers {

    @Inject
    Database db;

    // tag::replica[]
    static final Query<User> NEWEST = select(User.class).orderBy(col(User::createdAt).desc()).limit(100);

    Uni<List<User>> newest() {
        return db.onReplica().list(NEWEST);
    }
    // end::replica[]

    // tag::request[]
    Uni<List<User>> importUsers(List<User> users) { // a scheduled job
        return db.readYourWrites(() -> db.insertAll(users).chain(this::newest)); // has them all
    }
    // end::request[]

    // tag::monitor[]
    @Inject
    PoolMonitor pools;

    boolean allUp() {
        return pools.pools().stream().noneMatch(pool -> pool.state() == PoolStatus.State.DOWN);
    }
    // end::monitor[]
}
