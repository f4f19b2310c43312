package io.quarkiverse.strata.benchmarks;

import static io.quarkiverse.strata.benchmarks.Turns.future;

import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.strata.benchmarks.peer.Pools;
import io.quarkiverse.strata.benchmarks.peer.StrataPeer;
import io.quarkiverse.strata.benchmarks.peer.Threads;
import io.quarkiverse.strata.pool.Lease;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Taking a connection and giving it back, without using it. */
final class Acquisition implements AutoCloseable {

    private static final int WAITING = 1_000;

    private final StrataPeer strata;
    private final AgroalDataSource agroal;
    private final HikariDataSource hikari;

    Acquisition(Database database) throws SQLException {
        strata = new StrataPeer(database);
        agroal = Pools.agroal(database);
        hikari = Pools.hikari(database);
    }

    Contest free() {
        return contest("a free connection, taken and given back", 1);
    }

    /** As many callers as there are waiting, each for its turn. */
    Contest contended() {
        return contest("a connection of " + Database.POOL + ", with " + WAITING + " callers waiting", WAITING);
    }

    private Contest contest(String name, int callers) {
        return Contest.of(name, "HikariCP").enter("HikariCP", Threads.of(callers, () -> borrow(hikari)))
                .enter("Agroal", Threads.of(callers, () -> borrow(agroal)))
                .enter("Strata", future(strata.context(), callers, this::lease));
    }

    private static void borrow(DataSource pool) throws SQLException {
        pool.getConnection().close();
    }

    private Future<?> lease() {
        Promise<Void> done = Promise.promise();
        Lease lease = new Lease(strata.pool());
        lease.acquire(() -> "a benchmark", connection -> {
            lease.release();
            done.complete();
        }, done::fail);
        return done.future();
    }

    @Override
    public void close() {
        strata.close();
        agroal.close();
        hikari.close();
    }
}
