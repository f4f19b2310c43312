package io.quarkiverse.strata.pool;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.Notification;
import io.quarkiverse.strata.execution.Failures;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;

/**
 * What those hear who listen to channels, over one connection beside the pool for all of them. It is there while somebody
 * listens, opened anew when it is lost, and asked now and then whether it still is one: nobody owes it an answer otherwise.
 * All of it happens on one event loop.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-listen.html">LISTEN</a>
 */
public final class Notifications implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final int MAX_BYTES = 63;
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final int FIRST_PAUSE = 100;
    private static final int LONGEST_PAUSE = 5_000;
    private static final int GOODBYE_MILLIS = 2_000;

    private final PrimaryPool pool;
    private final Duration lookInterval;
    private final Duration answerLimit;
    private final Map<String, List<Listener>> channels = new HashMap<>();
    private Context home;
    private SqlConnection connection;
    private boolean connecting;
    private boolean toldOfLoss;
    private int failures;
    private long timer = -1;
    private boolean closed;

    public Notifications(PrimaryPool pool) {
        this(pool, LOOK_INTERVAL, ANSWER_LIMIT);
    }

    /**
     * @param lookInterval how often the server is asked whether it is still there
     * @param answerLimit how long it has to answer that
     */
    public Notifications(PrimaryPool pool, Duration lookInterval, Duration answerLimit) {
        this.pool = pool;
        this.lookInterval = lookInterval;
        this.answerLimit = answerLimit;
    }

    /**
     * The notifications of a channel, as {@link io.quarkiverse.strata.Database#listen} has them.
     *
     * @throws IllegalArgumentException when it can't be the name of a channel
     */
    public Multi<Notification> listen(String channel) {
        String wrong = channel.isEmpty() ? "is empty"
                : channel.indexOf('\0') >= 0 ? "has the character NUL, which PostgreSQL has in no name"
                        : channel.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                                ? "has more than " + MAX_BYTES + " bytes, and PostgreSQL would cut it"
                                : null;
        if (wrong != null) {
            throw new IllegalArgumentException("STRATA-2145: the channel's name \"" + channel + "\" " + wrong
                    + ". Choose another one.");
        }
        return new ListenMulti(this, channel);
    }

    /** All who listen are at their end. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (home == null) {
                return; // nobody ever listened
            }
        }
        onHome(() -> {
            List<Listener> all = channels.values().stream().flatMap(List::stream).toList();
            channels.clear();
            hangUp();
            all.forEach(Listener::complete);
        });
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    void add(Listener listener) {
        onHome(() -> {
            if (isClosed()) {
                listener.complete();
                return;
            }
            if (listener.isCancelled()) {
                return; // before it was added
            }
            List<Listener> others = channels.computeIfAbsent(listener.channel(), name -> new ArrayList<>());
            others.add(listener);
            if (connection == null) {
                connect();
            } else if (others.size() == 1) {
                listenTo(connection, listener.channel());
            } else {
                // behind the LISTEN of the others, which may be under way
                SqlConnection asked = connection;
                asked.query("SELECT 1").execute().onSuccess(there -> listener.start());
            }
        });
    }

    void remove(Listener listener) {
        onHome(() -> {
            List<Listener> others = channels.get(listener.channel());
            if (others == null || !others.remove(listener) || !others.isEmpty()) {
                return;
            }
            channels.remove(listener.channel());
            if (channels.isEmpty()) {
                hangUp();
            } else if (connection != null) {
                connection.query("UNLISTEN " + quoted(listener.channel())).execute();
            }
        });
    }

    /** Nobody's own: who listens first may be a request. */
    private synchronized Context home() {
        if (home == null) {
            home = Logins.ownContext(pool.vertx());
        }
        return home;
    }

    private void onHome(Runnable action) {
        home().runOnContext(now -> action.run());
    }

    private void connect() {
        if (connecting || isClosed() || channels.isEmpty()) {
            return;
        }
        connecting = true;
        pool.dedicated().connect().onComplete(made -> onHome(() -> {
            connecting = false;
            if (made.failed()) {
                failed(made.cause());
            } else if (isClosed() || channels.isEmpty()) {
                PhysicalConnection.cut(made.result());
            } else {
                use(made.result());
            }
        }));
    }

    private void use(SqlConnection made) {
        connection = made;
        made.exceptionHandler(failure -> LOG.debug("A listening connection failed", failure));
        made.closeHandler(gone -> onHome(() -> lost(made)));
        PgConnection.cast(made).noticeHandler(notice -> LOG.debugf("%s", notice.getMessage()));
        PgConnection.cast(made).notificationHandler(
                told -> onHome(() -> heard(new Notification(told.getChannel(), told.getPayload(), false))));
        List.copyOf(channels.keySet()).forEach(channel -> listenTo(made, channel));
        lookLater(made);
    }

    private void heard(Notification notification) {
        List.copyOf(channels.getOrDefault(notification.channel(), List.of()))
                .forEach(listener -> listener.offer(notification));
    }

    private void listenTo(SqlConnection on, String channel) {
        on.query("LISTEN " + quoted(channel)).execute().onComplete(answer -> onHome(() -> {
            if (on != connection) {
                return;
            }
            if (answer.failed()) {
                tellOfLoss(answer.cause());
                PhysicalConnection.cut(on);
                lost(on); // nobody tells of one that was closed before it was used
                return;
            }
            failures = 0;
            if (toldOfLoss) {
                toldOfLoss = false;
                LOG.infof("Datasource %s is listened to again", pool.dataSource());
            }
            List.copyOf(channels.getOrDefault(channel, List.of())).forEach(Listener::start);
        }));
    }

    private void lost(SqlConnection gone) {
        if (connection == gone) {
            connection = null;
            pool.vertx().cancelTimer(timer);
            failed(null);
        }
    }

    /** Tries again, each time a bit later. @param cause null when it was there and is gone */
    private void failed(Throwable cause) {
        if (isClosed() || channels.isEmpty()) {
            return;
        }
        if (cause != null) {
            tellOfLoss(cause);
        }
        int pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(failures, 6));
        failures++;
        pool.vertx().setTimer(ThreadLocalRandom.current().nextInt(pause / 2, pause + 1), over -> onHome(() -> {
            if (connection == null) {
                connect();
            }
        }));
    }

    /** Once each time. */
    private void tellOfLoss(Throwable cause) {
        if (!toldOfLoss) {
            toldOfLoss = true;
            LOG.warnf("STRATA-2146: nobody can listen to datasource %s for now: %s. It is tried again until it works",
                    pool.dataSource(), Failures.withoutEnd(String.valueOf(pool.translate(cause, null).getMessage())));
        }
    }

    private void lookLater(SqlConnection on) {
        timer = pool.vertx().setTimer(lookInterval.toMillis(), due -> onHome(() -> {
            if (on == connection) {
                look(on);
            }
        }));
    }

    private void look(SqlConnection on) {
        Promise<Void> answered = Promise.promise();
        long late = pool.vertx().setTimer(answerLimit.toMillis(), over -> answered.tryFail("no answer"));
        Future<?> answer = on.query("SELECT 1").execute();
        answer.onComplete(done -> {
            pool.vertx().cancelTimer(late);
            if (done.succeeded()) {
                answered.tryComplete();
            } else {
                answered.tryFail(done.cause());
            }
        });
        answered.future().onComplete(seen -> onHome(() -> {
            if (on != connection) {
                return;
            }
            if (seen.failed()) {
                PhysicalConnection.cut(on);
                lost(on);
            } else {
                lookLater(on);
            }
        }));
    }

    private void hangUp() {
        SqlConnection idle = connection;
        connection = null;
        pool.vertx().cancelTimer(timer);
        if (idle != null && pool.opensBeside()) {
            long late = pool.vertx().setTimer(GOODBYE_MILLIS, over -> PhysicalConnection.cut(idle)); // it waits for the server
            idle.close().onComplete(done -> pool.vertx().cancelTimer(late));
        } else if (idle != null) {
            PhysicalConnection.cut(idle); // another one who got it would listen, too
        }
    }

    private static String quoted(String channel) {
        return '"' + channel.replace("\"", "\"\"") + '"';
    }

    /** Somebody who listens to one channel. */
    interface Listener {

        String channel();

        boolean isCancelled();

        /** Listening has begun, or begun again. */
        void start();

        void offer(Notification notification);

        void complete();
    }
}
