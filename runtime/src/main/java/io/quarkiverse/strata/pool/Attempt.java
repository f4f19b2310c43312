package io.quarkiverse.strata.pool;

import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CallOptions.Target;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;

/** A read's way over a replica, which ends on the primary when the replica hasn't replayed enough, or fails. */
final class Attempt {

    private static final Throwable BEHIND = new Behind();

    private final Replica replica;
    private final WalPosition position;

    Attempt(Route route) {
        this.replica = route.replica();
        this.position = route.position();
    }

    /** Sends the read, behind the question whether it is worth anything; both are on their way at once. */
    <R> Future<R> run(Call<R> call, SqlConnection connection) {
        long sent = System.nanoTime();
        Future<R> answer = replica.pool().keepsSessions() ? read(call, connection, false) : readOnly(call, connection);
        return answer.onComplete(told -> replica.answered(System.nanoTime() - sent));
    }

    private <R> Future<R> read(Call<R> call, SqlConnection connection, boolean inTransaction) {
        Future<Boolean> fresh = Gate.passes(connection, position);
        Future<R> result = call.run(connection, replica.pool().name(), inTransaction);
        return result.transform(answer -> fresh.compose(passed -> passed ? result : Future.failedFuture(BEHIND)));
    }

    /** A pooler's sessions can't be read-only, and may be others from one transaction to the next. */
    private <R> Future<R> readOnly(Call<R> call, SqlConnection connection) {
        return connection.query("BEGIN READ ONLY").execute().compose(begun -> {
            Future<R> result = read(call, connection, true);
            Future<?> ended = connection.query("COMMIT").execute(); // of a failed read's transaction a rollback
            return result.transform(answer -> ended.transform(done -> result));
        });
    }

    /** A statement that was sent to a replica on purpose and writes there would write on the primary. */
    boolean isWorthThePrimary(Call<?> call, Throwable failure) {
        boolean writes = failure instanceof PgException server && "25006".equals(server.getSqlState());
        return failure == BEHIND || ReplicaPool.isWorthThePrimary(failure)
                && !(writes && call.options().target() == Target.REPLICA);
    }

    void bounced(Throwable failure) {
        replica.bounced(failure == BEHIND ? null : failure);
    }

    private static final class Behind extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Behind() {
            super("the replica is behind", null, false, false);
        }
    }
}
