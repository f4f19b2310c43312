package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

import io.quarkiverse.strata.execution.Failures;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;

/** One address, and who was found there. */
final class Host {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final String name;
    private final Supplier<Future<PgConnectOptions>> target;
    private final Probe probe;
    private Promise<Void> looking;
    private boolean looked;
    private Incarnation last;
    private final Set<String> startedBefore = new HashSet<>();
    private long heardAt;
    private long lookBegun;
    private Throwable problem;

    /**
     * @param name {@code host:port}
     * @param target the address and credentials, asked for each connection
     */
    Host(String name, Vertx vertx, Supplier<Future<PgConnectOptions>> target) {
        this.name = name;
        this.target = target;
        this.probe = new Probe(vertx, () -> target().compose(known -> DedicatedConnections.open(vertx, known)),
                Incarnation.ASK_SERVER, LIMIT);
    }

    String name() {
        return name;
    }

    Future<PgConnectOptions> target() {
        try {
            return target.get();
        } catch (RuntimeException mistake) {
            return Future.failedFuture(mistake);
        }
    }

    /** Asks who is there, unless somebody is asking. Done when there is an answer, or none in time; never fails. */
    Future<Void> look() {
        Promise<Void> mine;
        synchronized (this) {
            if (looking != null) {
                return looking.future();
            }
            mine = Promise.promise();
            looking = mine;
        }
        long begun = System.nanoTime();
        Future<Row> answer;
        try {
            answer = probe.ask();
        } catch (RuntimeException mistake) {
            answer = Future.failedFuture(mistake);
        }
        answer.map(Incarnation::of).onComplete(found -> answered(found, begun));
        return mine.future();
    }

    private void answered(AsyncResult<Incarnation> answer, long begun) {
        Promise<Void> mine;
        synchronized (this) {
            looked = true;
            lookBegun = begun;
            if (answer.succeeded()) {
                note(answer.result());
            } else {
                problem = answer.cause();
            }
            mine = looking;
            looking = null;
        }
        mine.complete();
    }

    private void note(Incarnation identity) {
        if (last != null && !last.started().equals(identity.started())) {
            startedBefore.add(last.started());
        }
        last = identity;
        heardAt = System.nanoTime();
        problem = null;
    }

    /** A new connection has met this one. What the open one of the questions leads to may be another, which moved away. */
    void heard(Incarnation identity) {
        boolean other;
        synchronized (this) {
            looked = true;
            other = last != null && !last.started().equals(identity.started());
            note(identity);
        }
        if (other) {
            lookAnew();
        }
    }

    /** The next question goes over a new connection. */
    void lookAnew() {
        probe.hangUp();
    }

    /** Whether it has answered by now, or failed to. */
    synchronized boolean isLooked() {
        return looked;
    }

    /** Whether it answered when it was asked last. */
    synchronized boolean answers() {
        return looked && problem == null;
    }

    /** Whether nobody was there when it was asked last: what the server itself refuses comes from somebody. */
    synchronized boolean isSilent() {
        return problem != null && !(problem instanceof PgException server && Failures.isRefusal(server));
    }

    /** Why it didn't tell who it is when it was asked last; null when it did. */
    synchronized Throwable problem() {
        return problem;
    }

    /** Whether it has answered since then, by {@link System#nanoTime()}. */
    synchronized boolean isHeardSince(long time) {
        return last != null && heardAt - time > 0;
    }

    /** Whether it was asked after that, and has answered or failed to. */
    synchronized boolean isLookedSince(long time) {
        return looked && lookBegun - time > 0;
    }

    /** Whether it was this server, before it was started again. */
    synchronized boolean was(String started) {
        return startedBefore.contains(started);
    }

    /** Who answered last, however long ago; null when nobody ever did. */
    synchronized Incarnation last() {
        return last;
    }

    /** For messages. */
    synchronized String described() {
        return name + (!looked ? " hasn't answered yet"
                : problem != null ? " doesn't answer (" + problem.getMessage() + ")"
                        : last.standby() ? " is a standby" : " is out of recovery on timeline " + last.timeline());
    }

    void close() {
        probe.close();
    }
}
