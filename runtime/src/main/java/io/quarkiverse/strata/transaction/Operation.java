package io.quarkiverse.strata.transaction;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.sql.Statement;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * One statement that waits for its turn on a session.
 *
 * @param scope where it runs
 * @param statement what it is
 * @param described its SQL and what else is known of it, for messages
 * @param body sends it
 * @param done hears its outcome, once
 */
record Operation<R>(Scope scope, Statement statement, Supplier<String> described, Function<SqlConnection, Future<R>> body,
        Consumer<AsyncResult<R>> done) {

    Operation(Scope scope, Statement statement, Function<SqlConnection, Future<R>> body, Consumer<AsyncResult<R>> done) {
        this(scope, statement, () -> statement.rendered().text(), body, done);
    }

    /** Its SQL, for messages. */
    String text() {
        return statement.rendered().text();
    }

    /** Whether it may change data. */
    boolean writes() {
        return statement.writes();
    }

    Future<R> send(SqlConnection connection) {
        try {
            return body.apply(connection);
        } catch (Throwable mistake) {
            return Future.failedFuture(mistake);
        }
    }

    void fail(Throwable failure) {
        done.accept(Future.failedFuture(failure));
    }
}
