package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Statement;
import io.smallrye.mutiny.Context;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;

/** The kinds of scoped work inside a test's transaction. */
final class AmbientFrames {

    private static final Statement CLEAN_UP = new Internal(
            "SET SESSION AUTHORIZATION DEFAULT; RESET ROLE; RESET ALL; UNLISTEN *; "
                    + "SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES");

    private record Internal(String text) implements Statement {

        @Override
        public Rendered rendered() {
            return new Rendered(text, List.of());
        }

        @Override
        public boolean writes() {
            return false;
        }
    }

    private AmbientFrames() {
    }

    /** In the place of a transaction. */
    static ScopedUni.Frame<Transaction> transaction(Scope scope, Runnable closed) {
        return new Frames.Owned<>(scope, new ScopedQueries(scope, true), scope.options.timeout(), closed);
    }

    /** In the place of a single statement: its subscriber may leave, but what was sent counts. */
    static ScopedUni.Frame<Scope> statement(Scope scope) {
        return new Frames.Owned<>(scope, scope, null, Frames.NOTHING) {
            @Override
            public Future<Void> abort() {
                return keep();
            }
        };
    }

    /** In the place of a connection of its own; statements of others may come between. */
    static ScopedUni.Frame<Queries> lent(Scope parent, Queries handle) {
        return new Lent(parent, handle);
    }

    /** A statement outside the queries, in a savepoint of its own. */
    static <R> Operation<R> single(Scope parent, TransactionOptions options, Statement statement,
            Function<SqlConnection, Future<R>> body, Consumer<AsyncResult<R>> done) {
        Scope scope = parent.standIn(options, statement.writes());
        return new Operation<>(scope, statement, body, result -> AmbientTurn
                .of(scope, scope.session.end(scope, result.succeeded())).onComplete(over -> done
                        .accept(result.succeeded() && over.failed() ? Future.failedFuture(over.cause()) : result)));
    }

    private record Lent(Scope scope, Queries handle) implements ScopedUni.Frame<Queries> {

        @Override
        public Context context(Context outer) {
            return outer;
        }

        @Override
        public Future<Void> keep() {
            return cleanUp();
        }

        @Override
        public Future<Void> undo(Throwable why) {
            return cleanUp();
        }

        @Override
        public Future<Void> abort() {
            return cleanUp();
        }

        @Override
        public Duration limit() {
            return null;
        }

        private Future<Void> cleanUp() {
            Promise<Void> done = Promise.promise();
            scope.session.submit(AmbientTurn.of(single(scope, TransactionOptions.defaults(), CLEAN_UP,
                    connection -> connection.query(CLEAN_UP.rendered().text()).execute(), over -> done.complete())));
            return done.future();
        }
    }
}
