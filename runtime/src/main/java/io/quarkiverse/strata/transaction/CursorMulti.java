package io.quarkiverse.strata.transaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.execution.ServerVersion;
import io.quarkiverse.strata.execution.StreamWatch;
import io.quarkiverse.strata.execution.TransactionControl;
import io.quarkiverse.strata.mapping.Mapping;
import io.quarkiverse.strata.mapping.RecordMapper.RowReader;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Statement;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.ContextSupport;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** The rows of a query through a server-side cursor: the next batch is fetched when the subscriber has asked for more. */
final class CursorMulti<T> extends AbstractMulti<T> {

    static final int FETCH_SIZE = 256;

    private final Query<T> query;
    private final CallOptions options;
    private final Function<Context, Place> places;

    CursorMulti(Query<T> query, CallOptions options, Function<Context, Place> places) {
        this.query = query;
        this.options = options;
        this.places = places;
    }

    /**
     * Where a cursor lives.
     *
     * @param own whether the transaction is the stream's own and ends with it
     * @param session whether the whole session is, too
     * @param fetchwise null, or the options of each fetch, which has a savepoint, so that a failed one leaves the rest of the
     *        scope
     *        usable
     */
    record Place(Scope scope, boolean own, boolean session, TransactionOptions fetchwise) {

        static Place shared(Scope scope) {
            return new Place(scope, false, false, null);
        }

        static Place fetchwise(Scope scope, TransactionOptions options) {
            return new Place(scope, false, false, options);
        }

        /** A transaction for this stream alone, on a session of its own or on a lent connection. */
        static Place own(Scope transaction) {
            return new Place(transaction, true, !transaction.session.isLent(), null);
        }

        <R> Operation<R> turn(Statement statement, Function<SqlConnection, Future<R>> body,
                Consumer<AsyncResult<R>> done) {
            return fetchwise != null ? AmbientFrames.single(scope, fetchwise, statement, body, done)
                    : new Operation<>(scope, statement, body, done);
        }

        void close() {
            if (session) {
                scope.session.close();
            }
        }
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> subscriber) {
        Context context = subscriber instanceof ContextSupport support ? support.context() : Context.empty();
        Place place;
        Rendered rendered;
        Tuple values;
        try {
            rendered = query.rendered();
            TransactionControl.refuse(rendered.text());
            values = Mapping.tuple(rendered.parameters());
            place = places.apply(context);
            Circles.refuse(place.scope(), context, rendered.text());
        } catch (Throwable mistake) {
            Subscriptions.fail(subscriber, mistake);
            return;
        }
        PrimaryPool pool = place.scope().session.pool();
        StreamWatch watch = new StreamWatch(pool.listeners().statements(), pool.dataSource(), query, options, !place.own());
        subscriber.onSubscribe(new Run<>(query, rendered.text(), values, place, subscriber, watch));
    }

    private static final class Run<T> implements Flow.Subscription {

        private final Query<T> query;
        private final String text;
        private final Tuple values;
        private final Place place;
        private final MultiSubscriber<? super T> downstream;
        private final StreamWatch watch;
        private final AtomicLong requested = new AtomicLong();
        private final AtomicInteger work = new AtomicInteger();

        private final Deque<T> buffer = new ArrayDeque<>();
        private volatile PreparedStatement prepared;
        private volatile Cursor cursor;
        private RowReader<T> reader;
        private volatile Operation<?> next;
        private volatile RowSet<Row> arrived;
        private volatile Throwable failure;
        private volatile boolean more;
        private volatile boolean reading;
        private volatile boolean cancelled;
        /** It fetches nothing more: its subscriber has left, or its time is over. */
        private volatile boolean stopped;
        private volatile Throwable overdue;
        private boolean ending;
        /** Null inside a transaction, whose limits hold there. */
        private final StreamClock clock;

        Run(Query<T> query, String text, Tuple values, Place place, MultiSubscriber<? super T> downstream,
                StreamWatch watch) {
            this.query = query;
            this.text = text;
            this.values = values;
            this.place = place;
            this.downstream = downstream;
            this.watch = watch;
            Session session = place.scope().session;
            this.clock = !place.own() ? null
                    : new StreamClock(session.pool().vertx(), session.streamLimits(),
                            () -> !reading && requested.get() == 0, this::expired);
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                cancel();
                downstream.onFailure(new IllegalArgumentException("STRATA-2410: " + n + " rows cannot be requested"));
                return;
            }
            Subscriptions.add(requested, n);
            moved();
            drain();
        }

        private void moved() {
            if (clock != null) {
                clock.moved();
            }
        }

        private void expired(boolean rested) {
            Session session = place.scope().session;
            String dataSource = session.pool().dataSource();
            overdue = rested ? Errors.streamStalled(dataSource, session.streamLimits().stallLimit(), text)
                    : Errors.streamTookTooLong(dataSource, session.streamLimits().maxDuration(), text);
            if (work.get() != 0) {
                session.abort(place.scope()).onComplete(over -> place.close()); // its reader has a row in hand; it is told when it comes back
            }
            drain();
        }

        @Override
        public void cancel() {
            cancelled = true;
            stop(null);
        }

        /** Ends it in the middle. @param why what its subscriber is told then, null when it has left */
        private void stop(Throwable why) {
            synchronized (this) {
                if (stopped) {
                    return;
                }
                stopped = true;
            }
            watch.ended(why);
            drain();
            Operation<?> waiting = next;
            boolean withdrawn = waiting != null && place.scope().session.withdraw(waiting);
            if (withdrawn || !reading || arrived != null) {
                closeStatement(); // while the connection is the transaction's
            } // else ended() does, since a cursor closed under its running read would fail the transaction
            if (place.own()) {
                place.scope().session.abort(place.scope()).onComplete(over -> {
                    close();
                    if (why != null) {
                        tell(why);
                    }
                });
            }
        }

        private void close() {
            place.close();
            if (clock != null) {
                clock.stop();
                place.scope().session.pool().streams().closed(this);
            }
        }

        /** One thread at a time moves rows on; whoever comes meanwhile makes it go round once more. */
        private void drain() {
            if (work.getAndIncrement() != 0) {
                return;
            }
            do {
                step();
            } while (work.decrementAndGet() != 0);
        }

        private void step() {
            if (stopped) {
                buffer.clear();
                return;
            }
            if (ending) {
                return;
            }
            if (overdue != null) {
                ending = true;
                stop(overdue);
                return;
            }
            if (arrived != null) {
                take();
            }
            while (!stopped && overdue == null && !buffer.isEmpty() && requested.get() > 0) {
                T item = buffer.poll();
                Subscriptions.produced(requested, 1);
                moved();
                downstream.onItem(item);
                moved();
            }
            if (overdue != null) {
                return; // whoever set it comes round once more
            }
            if (stopped || !buffer.isEmpty()) {
                return;
            }
            if (failure != null) {
                end(failure);
                return;
            }
            if (reading) {
                return;
            }
            if (cursor != null && !more) {
                end(null);
            } else if (requested.get() > 0) {
                read();
            }
        }

        private void take() {
            RowSet<Row> rows = arrived;
            arrived = null;
            reading = false;
            long began = System.nanoTime();
            try {
                if (reader == null) {
                    reader = Mapping.reader(query.shape(), rows.columnsNames());
                }
                for (Row row : rows) {
                    buffer.add(reader.read(row));
                }
            } catch (Throwable mistake) {
                failure = mistake;
            }
            watch.mapped(began);
        }

        private void read() {
            reading = true;
            if (clock != null && next == null) {
                clock.start();
            }
            Operation<RowSet<Row>> fetch = AmbientTurn.of(place.turn(query, this::fetch, this::ended));
            next = fetch;
            place.scope().session.submit(fetch);
        }

        private Future<RowSet<Row>> fetch(SqlConnection connection) {
            synchronized (this) {
                if (stopped) {
                    return Future.succeededFuture();
                }
                if (clock != null && cursor == null) {
                    place.scope().session.pool().streams().opened(this);
                }
            }
            DatabaseException refusal = cursor != null ? null
                    : ServerVersion.refusal(query, connection, place.scope().session.pool().dataSource());
            if (refusal != null) {
                return Future.failedFuture(refusal);
            }
            watch.fetching(place.scope().session.server().name());
            Future<RowSet<Row>> rows = cursor != null ? cursor.read(FETCH_SIZE)
                    : connection.prepare(text).compose(statement -> {
                        cursor = statement.cursor(values);
                        prepared = statement;
                        return cursor.read(FETCH_SIZE);
                    });
            return rows.onComplete(read -> {
                if (stopped) {
                    closeStatement(); // before the end of the transaction, after which a pooler may give another backend
                }
            });
        }

        private void ended(AsyncResult<RowSet<Row>> result) {
            if (result.failed()) {
                failure = result.cause();
            } else if (result.result() != null) {
                watch.fetched(result.result().size());
                more = cursor.hasMore();
                arrived = result.result();
            }
            if (stopped) {
                closeStatement();
            } else {
                drain();
            }
        }

        private void end(Throwable why) {
            ending = true;
            watch.ended(why);
            closeStatement();
            if (!place.own()) {
                tell(why);
                return;
            }
            place.scope().session.end(place.scope(), why == null).onComplete(over -> {
                close();
                tell(why == null ? over.cause() : why);
            });
        }

        private void tell(Throwable why) {
            if (cancelled) {
                return;
            }
            if (why == null) {
                downstream.onCompletion();
            } else {
                downstream.onFailure(why);
            }
        }

        /** Cursors outlive their statement. Closing them needs no turn in the queue, since it touches no data. */
        private synchronized void closeStatement() {
            PreparedStatement statement = prepared;
            prepared = null;
            if (statement != null) {
                cursor.close();
                statement.close();
            }
        }
    }
}
