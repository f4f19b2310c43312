package io.quarkiverse.strata.pool;

import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.ConnectionLostException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * Finds those who wait for an answer that won't come, because the server stands still or the way to it is gone: without a word,
 * TCP tells nobody for hours. A server that answers beside it and says that it is at work is waited for.
 */
public final class StallWatch implements AutoCloseable {

    /** Watches nothing. */
    private static final StallWatch NONE = new StallWatch(null, null, Duration.ZERO);

    private static final Logger LOG = Logger.getLogger(StallWatch.class);
    private static final int ROUNDS = 4;
    private static final Set<String> HOSTS_SILENT = Set.of("STRATA-2103", "STRATA-2133");
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    /** So often in a row nobody may be there before that is believed. */
    private static final int MOST_FAILURES = 2;
    /** What isn't told counts as at work. Behind a pooler the own number is another than the driver knows. */
    private static final String AT_WORK = "SELECT pg_catalog.pg_backend_pid(), "
            + "extract(epoch FROM pg_catalog.pg_postmaster_start_time())::text, "
            + "ARRAY(SELECT pid FROM pg_catalog.pg_stat_activity WHERE pid = ANY ($1) "
            + "AND coalesce(state NOT LIKE 'idle%', true))";

    private final PrimaryPool primary;
    private final Replicas replicas;
    private final Duration limit;
    private final Set<ServerPool> asking = ConcurrentHashMap.newKeySet();
    private final Map<ServerPool, Integer> failed = new ConcurrentHashMap<>();
    private long timer;

    private StallWatch(PrimaryPool primary, Replicas replicas, Duration limit) {
        this.primary = primary;
        this.replicas = replicas;
        this.limit = limit;
    }

    /**
     * Watches what is lent of a datasource until it is closed.
     *
     * @param limit how long an answer may fail to come before the server is asked; zero for ever
     */
    public static StallWatch start(PrimaryPool primary, Replicas replicas, Duration limit) {
        if (limit.isZero()) {
            return NONE;
        }
        StallWatch watch = new StallWatch(primary, replicas, limit);
        watch.timer = primary.vertx().setPeriodic(Math.max(1, limit.toMillis() / ROUNDS), now -> watch.look());
        return watch;
    }

    private void look() {
        Stream.concat(Stream.of(primary), replicas.all().stream().map(Replica::pool)).forEach(pool -> {
            List<PhysicalConnection> silent = pool.held().stream().filter(this::isSilent).toList();
            if (silent.isEmpty()) {
                failed.remove(pool);
            } else if (asking.add(pool)) {
                ask(pool, silent).onComplete(done -> asking.remove(pool));
            }
        });
    }

    private boolean isSilent(PhysicalConnection connection) {
        return connection.silence() > limit.toNanos();
    }

    private Future<Void> ask(ServerPool pool, List<PhysicalConnection> silent) {
        return pool.dedicated().connect().transform(arrived -> {
            if (arrived.failed()) {
                nobody(pool, silent, arrived.cause());
                return Future.<Void> succeededFuture();
            }
            failed.remove(pool); // somebody is there: what isn't answered now may be waiting for its turn
            return activity(pool, arrived.result(), silent).<Void> map(activity -> {
                silent.stream().filter(activity::isDoneWith)
                        .forEach(each -> giveUp(pool, each, "its backend isn't at work on it"));
                return null;
            }).otherwiseEmpty();
        });
    }

    private void nobody(ServerPool pool, List<PhysicalConnection> silent, Throwable failure) {
        if (!isSilence(failure)) {
            failed.remove(pool);
        } else if (failed.merge(pool, 1, Integer::sum) >= MOST_FAILURES) {
            silent.forEach(each -> giveUp(pool, each, failure.getMessage()));
        }
    }

    /** Whether a failure tells that nobody is there: names, certificates and credentials tell nothing of open connections. */
    private static boolean isSilence(Throwable failure) {
        return failure instanceof ConnectionLostException lost && HOSTS_SILENT.contains(lost.code())
                || failure instanceof ConnectException || failure instanceof SocketException;
    }

    /**
     * What a server says.
     *
     * @param started when it was started; null where somebody else answered for it
     * @param working the backends that are at work
     */
    private record Activity(String started, Set<Integer> working) {

        /** Only that server knows. */
        boolean isDoneWith(PhysicalConnection connection) {
            Incarnation identity = connection.identity();
            return started != null && identity != null && identity.started().equals(started)
                    && !working.contains(connection.backendPid());
        }
    }

    private Future<Activity> activity(ServerPool pool, SqlConnection helper, List<PhysicalConnection> silent) {
        Integer[] backends = silent.stream().map(PhysicalConnection::backendPid).toArray(Integer[]::new);
        long late = primary.vertx().setTimer(ANSWER_LIMIT.toMillis(), expired -> PhysicalConnection.cut(helper));
        pool.asLogin(helper);
        return helper.preparedQuery(AT_WORK).execute(Tuple.of(backends)).map(rows -> {
            Row row = rows.iterator().next();
            boolean direct = row.getInteger(0) == PgConnection.cast(helper).processId();
            return new Activity(direct ? row.getString(1) : null, Set.of(row.getArrayOfIntegers(2)));
        }).onComplete(done -> {
            primary.vertx().cancelTimer(late);
            if (done.succeeded()) {
                helper.close();
            } else {
                PhysicalConnection.cut(helper);
            }
        });
    }

    /** An answer that lies there while the event loop was busy is read first. */
    private void giveUp(ServerPool pool, PhysicalConnection connection, String why) {
        connection.afterwards(() -> connection.afterwards(() -> {
            if (isSilent(connection)) {
                LOG.warnf(
                        "STRATA-2140: %s of datasource %s has sent nothing for %d ms on a connection that an answer is awaited "
                                + "on (backend %d), held for %s: %s. The connection is closed. From when on the server is asked is "
                                + "quarkus.strata.pool.network-timeout",
                        pool.server(), pool.dataSource(),
                        Duration.ofNanos(connection.silence()).toMillis(), connection.backendPid(), connection.held(), why);
                connection.closeChannel();
            }
        }));
    }

    @Override
    public void close() {
        if (primary != null) {
            primary.vertx().cancelTimer(timer);
        }
    }
}
