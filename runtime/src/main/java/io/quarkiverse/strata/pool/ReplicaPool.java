package io.quarkiverse.strata.pool;

import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.ReplicaConflictException;
import io.quarkiverse.strata.ReplicaLostException;
import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.execution.Listeners;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;

/** A datasource's pool of connections to one replica, which can be emptied at once. */
public final class ReplicaPool extends ServerPool {

    private final DriverPool pool;
    private final boolean keepsSessions;

    /**
     * @param name the replica's name
     * @param dedicated opens connections to this replica beside the pool
     */
    ReplicaPool(String dataSource, String name, Vertx vertx, DriverPool pool, DedicatedConnections dedicated,
            Listeners listeners, boolean keepsSessions) {
        super(dataSource, name, vertx, dedicated, listeners);
        this.pool = pool;
        this.keepsSessions = keepsSessions;
    }

    @Override
    public boolean keepsSessions() {
        return keepsSessions;
    }

    @Override
    Pool driver() {
        return pool;
    }

    /** What the server tells of a conflict with recovery looks like a failure to serialize, and isn't one. */
    @Override
    public Throwable translate(Throwable failure, String statement) {
        if (failure instanceof PgException server && "25006".equals(server.getSqlState())) {
            return new DatabaseException("the statement writes, and was sent to replica " + name() + " of datasource "
                    + dataSource() + ", which only reads (SQLSTATE 25006). Use db.onPrimary(), in a "
                    + "transaction one that isn't read-only. Statement: " + statement,
                    new ErrorDetails("STRATA-2130", dataSource(), "25006", null, null, null, statement), null);
        }
        if (!isRecoveryConflict(failure)) {
            Throwable translated = super.translate(failure, statement);
            return translated instanceof ConnectionLostException lost && !(lost instanceof ReplicaLostException)
                    ? lost(lost, super.translate(failure, null), statement)
                    : translated;
        }
        String state = ((PgException) failure).getSqlState();
        return new ReplicaConflictException("replica " + name() + " of datasource " + dataSource()
                + " had to end the statement, "
                + "because what it read was being replaced by what the primary did (SQLSTATE " + state + "). Run it again, "
                + "with db.onPrimary() if it takes long, or set hot_standby_feedback on the replica. Statement: " + statement,
                new ErrorDetails("STRATA-2129", dataSource(), state, null, null, null, statement), null);
    }

    private ReplicaLostException lost(ConnectionLostException lost, Throwable bare, String statement) {
        return new ReplicaLostException("replica " + name() + " of datasource " + dataSource() + " went away. Nothing was "
                + "written there, so the whole can be run again, by TransactionOptions.withRetries(…) for example. What it said: "
                + bare.getMessage().substring(lost.code().length() + 2)
                + (statement == null ? "" : " Statement: " + statement), lost.details(), lost.getCause());
    }

    /** On a server in recovery nothing is serializable and no transaction takes locks that could deadlock with another's. */
    static boolean isRecoveryConflict(Throwable failure) {
        return failure instanceof PgException server
                && ("40001".equals(server.getSqlState()) || "40P01".equals(server.getSqlState()));
    }

    /** Whether the primary may give a better answer than this failure. */
    static boolean isWorthThePrimary(Throwable failure) {
        if (!(failure instanceof PgException server)) {
            return !(failure instanceof IllegalArgumentException) && isConnection(failure);
        }
        String state = String.valueOf(server.getSqlState());
        return switch (state) {
            case "25006", "42P01", "42703", "42883", "42704", "3F000" -> true; // writes after all; not replayed yet
            default -> isRecoveryConflict(failure) || isConnection(failure);
        };
    }

    /** Whether the server wasn't there, or left. */
    static boolean isConnection(Throwable failure) {
        Throwable meaning = Failures.translate(failure, "", null);
        return meaning instanceof ConnectionLostException
                || meaning instanceof DatabaseException refused && refused.code().equals("STRATA-2104");
    }

    /** Looks after its connections from now on. */
    void start() {
        pool.start();
    }

    /** Closes every connection, those that are in use too; new ones are made as they are asked for. */
    void evict() {
        pool.cut();
    }

    void close() {
        pool.cut(); // what runs there only reads
        pool.close();
    }
}
