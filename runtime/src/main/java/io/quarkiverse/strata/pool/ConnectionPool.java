package io.quarkiverse.strata.pool;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.pool.Turnover.Reason;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;

/**
 * Keeps connections to one server and lends each to one caller at a time. An idle one of the caller's event loop goes first,
 * then the idle one that was used last; where none is idle a new one is opened while there is room, and callers wait in the
 * order in which they came. While the server lets nobody in, one attempt is made at a time, after a pause that grows; callers
 * wait for its result.
 */
final class ConnectionPool<C extends PoolMember> {

    private static final Logger LOG = Logger.getLogger(ConnectionPool.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);
    private static final Duration SHORTEST_ROUND = Duration.ofMillis(50);
    /** How many rounds there are in the shortest of the pool's times. */
    private static final int ROUNDS = 4;
    private static final double JITTER = 0.1;

    private final Context home;
    private final PoolSettings settings;
    private final Function<Executor, Future<C>> connector;
    private final Promise<Void> emptied = Promise.promise();
    private final List<C> members = new ArrayList<>();
    private final Deque<C> idle = new ArrayDeque<>();
    private final Deque<Waiter<C>> waiting = new ArrayDeque<>();
    private final Map<Reason, Long> gone = new EnumMap<>(Reason.class);
    private long all;
    private int opening;
    /** Goes up when what is open has to go. */
    private int generation;
    /** Attempts in a row that have failed, those at the same time counted once. */
    private int failures;
    private Throwable lastFailure;
    private long nextAttempt;
    private boolean attemptPlanned;
    private boolean expiryPlanned;
    private boolean closed;

    /**
     * @param home where the pool's own timers run
     * @param connector opens a connection on this event loop, on any where it is null
     */
    ConnectionPool(Context home, PoolSettings settings, Function<Executor, Future<C>> connector) {
        this.home = home;
        this.settings = settings;
        this.connector = connector;
    }

    /** Opens the connections that are kept warm, and looks after all from now on. */
    void start() {
        open(null);
        Duration round = round();
        if (round != null) {
            later(round, () -> lookAfter(round));
        }
    }

    /**
     * Lends a connection.
     *
     * @param loop the caller's event loop
     * @param caller gets it, or why there is none
     */
    void acquire(Executor loop, Promise<C> caller) {
        C found;
        Throwable refusal = null;
        synchronized (this) {
            found = closed ? null : takeFor(loop);
            if (found == null) {
                refusal = refusal();
                if (refusal == null) {
                    waiting.add(new Waiter<>(caller, System.nanoTime() + settings.acquireTimeout().toNanos()));
                }
            }
        }
        if (found != null) {
            caller.complete(found);
        } else if (refusal != null) {
            caller.fail(refusal);
        } else {
            open(loop);
            planExpiry();
        }
    }

    /** Who waits no more makes room in the queue. Nothing happens when it has been answered. */
    void withdraw(Promise<C> caller) {
        boolean removed;
        synchronized (this) {
            removed = waiting.removeIf(waiter -> waiter.caller == caller);
        }
        if (removed) {
            caller.fail(new CancellationException("nobody waits for this connection any more"));
        }
    }

    private C takeFor(Executor loop) {
        C found = null;
        for (C each : idle) {
            if (!each.isClosed() && (found == null || each.loop() == loop)) {
                found = each;
                if (each.loop() == loop) {
                    break;
                }
            }
        }
        if (found != null) {
            idle.remove(found);
            found.used = true;
        }
        return found;
    }

    private Throwable refusal() {
        if (closed) {
            return new VertxException("the pool is closed", true);
        }
        int mayOpen = settings.maxSize() - members.size(); // for as many it isn't the others that they wait for
        if (settings.maxWaiting() < 0 || waiting.size() < settings.maxWaiting() + mayOpen) {
            return null;
        }
        return members.isEmpty() && lastFailure != null ? lastFailure
                : new ConnectionPoolTooBusyException("as many wait as may");
    }

    private long pause() {
        return failures == 0 ? 0 : nextAttempt - System.nanoTime();
    }

    /** Opens what callers wait for and what is kept warm. */
    private void open(Executor loop) {
        for (int current = mayOpen(); current >= 0; current = mayOpen()) {
            attempt(loop, current);
        }
    }

    /** One that comes too late is closed. */
    private void attempt(Executor loop, int asked) {
        Promise<C> attempt = Promise.promise();
        attempt.future().onSuccess(connection -> opened(connection, asked))
                .onFailure(failure -> refused(failure, asked));
        long limit = settings.connectTimeout().toMillis();
        later(settings.connectTimeout(), () -> attempt.tryFail(
                new ConnectException("no connection could be made within " + limit + " ms")));
        Future<C> connecting;
        try {
            connecting = connector.apply(loop);
        } catch (Throwable e) {
            connecting = Future.failedFuture(e);
        }
        connecting.onFailure(attempt::tryFail).onSuccess(connection -> {
            if (!attempt.tryComplete(connection)) {
                connection.hangUp();
            }
        });
    }

    /** @return the generation that one more belongs to, -1 for none */
    private synchronized int mayOpen() {
        int size = members.size() + opening;
        if (closed || size >= settings.maxSize() || waiting.size() <= opening && size >= settings.minSize()
                || failures > 0 && opening > 0) {
            return -1;
        }
        long pause = pause();
        if (pause > 0) {
            if (!attemptPlanned) {
                attemptPlanned = true;
                later(Duration.ofNanos(pause), this::attemptAgain);
            }
            return -1;
        }
        opening++;
        return generation;
    }

    private void attemptAgain() {
        synchronized (this) {
            attemptPlanned = false;
        }
        open(null);
    }

    /** Whatever failed before may succeed now. */
    void attemptNow() {
        synchronized (this) {
            failures = 0;
        }
        open(null);
    }

    private void opened(C connection, int asked) {
        Waiter<C> next = null;
        boolean unwanted;
        synchronized (this) {
            boolean outdated = asked != generation;
            if (!outdated) {
                opening--;
                failures = 0;
                lastFailure = null;
            }
            unwanted = closed || outdated || connection.isClosed();
            if (!unwanted) {
                members.add(connection);
                all++;
                long now = System.nanoTime();
                connection.heard = now;
                connection.opened = now;
                connection.generation = asked;
                connection.expires = settings.maxLifetime().isZero() ? null
                        : now + shortened(settings.maxLifetime(), JITTER);
                next = lend(connection, now);
            }
        }
        if (unwanted) {
            connection.hangUp();
        } else if (next != null) {
            next.caller.complete(connection);
        }
        open(null);
    }

    /** Call with the lock. @return who gets it, null where it lies idle now */
    private Waiter<C> lend(C connection, long now) {
        Waiter<C> next = waiting.pollFirst();
        if (next == null) {
            connection.idleSince = now;
            idle.addFirst(connection);
        } else {
            connection.used = true;
        }
        return next;
    }

    /** Who has waited for an attempt that failed is told, unless there are connections that may come back, or a primary. */
    private void refused(Throwable failure, int asked) {
        List<Waiter<C>> told = new ArrayList<>();
        synchronized (this) {
            boolean outdated = asked != generation;
            if (!outdated) {
                opening--;
                failed(failure);
            }
            if (!outdated && members.isEmpty() && !(failure instanceof AwaitedPrimaryException)) {
                int all = opening == 0 ? waiting.size() : Math.min(1, waiting.size());
                for (int i = 0; i < all; i++) {
                    told.add(waiting.pollFirst());
                }
            }
        }
        LOG.debug("A connection couldn't be opened", failure);
        told.forEach(waiter -> waiter.caller.fail(failure));
        open(null);
    }

    /** Call with the lock. */
    private void failed(Throwable failure) {
        long now = System.nanoTime();
        if (failures == 0 || now - nextAttempt >= 0) {
            long pause = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(10, failures));
            nextAttempt = now + shortened(Duration.ofNanos(pause), 0.5);
            failures++;
        }
        lastFailure = failure;
    }

    /** Takes back what was lent. */
    void recycle(C connection) {
        takeBack(connection, true);
    }

    /** @param used whether somebody had it; one that was only asked after goes on lying idle where it lay, at the end */
    private void takeBack(C connection, boolean used) {
        Waiter<C> next = null;
        boolean over;
        synchronized (this) {
            if (connection.isClosed()) {
                return;
            }
            long now = System.nanoTime();
            connection.heard = now;
            over = leaves(connection, now);
            if (!over) {
                next = used ? lend(connection, now) : waiting.pollFirst();
                if (next == null && !used) {
                    idle.addLast(connection);
                }
            }
        }
        if (over) {
            hangUp(connection);
        } else if (next != null) {
            next.caller.complete(connection);
        }
    }

    /** Call with the lock. @return whether nobody gets it any more; while the pool ends it counts until it is closed */
    private boolean leaves(C connection, long now) {
        if (!closed && !isExpired(connection, now) && connection.generation == generation) {
            return false;
        }
        connection.why = closed ? Reason.STOPPED : isExpired(connection, now) ? Reason.EXPIRED : Reason.SWITCHED;
        if (!closed) {
            members.remove(connection);
        }
        return true;
    }

    private void hangUp(C connection) {
        connection.hangUp();
        open(null);
        tellWhenEmpty();
    }

    /** A connection is gone. @return whether nobody had asked for that */
    boolean lost(C connection) {
        connection.markClosed();
        boolean unasked;
        synchronized (this) {
            if (connection.opened != 0) {
                gone.merge(connection.why == null ? Reason.LOST : connection.why, 1L, Long::sum);
            }
            unasked = members.remove(connection);
            if (unasked) {
                idle.remove(connection);
                if (!connection.used && connection.generation == generation
                        && System.nanoTime() - connection.opened < LONGEST_PAUSE.toNanos()) {
                    failed(new ConnectException("the server has hung up right after it let somebody in"));
                }
            }
        }
        open(null);
        tellWhenEmpty();
        return unasked;
    }

    private static boolean isExpired(PoolMember connection, long now) {
        return connection.expires != null && now - connection.expires >= 0;
    }

    /** Closes all that are open now, those that are lent too; what is being opened isn't waited for. */
    void cut() {
        List<C> open;
        synchronized (this) {
            generation++;
            opening = 0;
            open = List.copyOf(members);
            idle.clear();
        }
        open.forEach(each -> each.why = Reason.SWITCHED);
        open.forEach(PoolMember::cut);
    }

    /** Lends no more. What is lent is closed when it comes back, or when the time for that is over. */
    Future<Void> close() {
        List<C> unused;
        List<Waiter<C>> refused;
        synchronized (this) {
            closed = true;
            unused = takeIdle(each -> true);
            refused = List.copyOf(waiting);
            waiting.clear();
        }
        refused.forEach(waiter -> waiter.caller.fail(refusal()));
        unused.forEach(each -> each.why = Reason.STOPPED);
        unused.forEach(this::hangUp);
        tellWhenEmpty();
        if (settings.drainTimeout().isZero()) {
            hangUpAll();
        } else {
            later(settings.drainTimeout(), this::hangUpAll);
        }
        return emptied.future();
    }

    private void hangUpAll() {
        List<C> open;
        synchronized (this) {
            open = List.copyOf(members);
        }
        open.forEach(each -> each.why = Reason.STOPPED);
        open.forEach(PoolMember::hangUp);
    }

    private void tellWhenEmpty() {
        boolean empty;
        synchronized (this) {
            empty = closed && members.isEmpty();
        }
        if (empty) {
            emptied.tryComplete();
        }
    }

    /** Call with the lock. */
    private List<C> takeIdle(Predicate<C> which) {
        List<C> taken = idle.stream().filter(which).toList();
        idle.removeAll(taken);
        return taken;
    }

    /** Ends what is old or too many, asks the server behind what has lain idle, opens what is missing. */
    private void lookAfter(Duration round) {
        List<C> over;
        List<C> silent;
        synchronized (this) {
            if (closed) {
                return;
            }
            long now = System.nanoTime();
            over = new ArrayList<>(takeIdle(each -> isExpired(each, now)));
            members.removeAll(over);
            over.forEach(each -> each.why = Reason.EXPIRED);
            over.addAll(takeUnused(now));
            // not all at once: callers may come meanwhile
            silent = settings.keepAlive().isZero() ? List.of()
                    : idle.stream().filter(each -> now - each.heard > settings.keepAlive().toNanos())
                            .limit(Math.max(1, settings.maxSize() / ROUNDS)).toList();
            idle.removeAll(silent);
        }
        over.forEach(PoolMember::hangUp);
        silent.forEach(each -> each.check().onSuccess(there -> takeBack(each, false)).onFailure(gone -> each.cut()));
        open(null);
        later(round, () -> lookAfter(round));
    }

    /** Those idle for long that are more than is kept warm, the longest first. Call with the lock. */
    private List<C> takeUnused(long now) {
        List<C> unused = new ArrayList<>();
        if (!settings.idleTimeout().isZero()) {
            for (Iterator<C> each = idle.descendingIterator(); each.hasNext() && members.size() > settings.minSize();) {
                C candidate = each.next();
                if (now - candidate.idleSince > settings.idleTimeout().toNanos()) {
                    each.remove();
                    members.remove(candidate);
                    candidate.why = Reason.IDLE;
                    unused.add(candidate);
                }
            }
        }
        return unused;
    }

    /** How often connections are looked after; null where nothing of it is asked for. */
    private Duration round() {
        Duration shortest = null;
        for (Duration each : List.of(settings.idleTimeout(), settings.maxLifetime(), settings.keepAlive())) {
            if (!each.isZero() && (shortest == null || each.compareTo(shortest) < 0)) {
                shortest = each;
            }
        }
        if (shortest == null) {
            return null;
        }
        Duration round = shortest.dividedBy(ROUNDS);
        return round.compareTo(LONGEST_ROUND) > 0 ? LONGEST_ROUND
                : round.compareTo(SHORTEST_ROUND) < 0 ? SHORTEST_ROUND : round;
    }

    /** Not on a caller's context, which it would keep. */
    private void later(Duration time, Runnable task) {
        home.runOnContext(now -> home.owner().setTimer(Math.max(0, time.toMillis()) + 1, over -> task.run()));
    }

    private static long shortened(Duration time, double most) {
        return (long) (time.toNanos() * (1 - most * ThreadLocalRandom.current().nextDouble()));
    }

    /** Callers come in the order of their deadlines, so one timer serves for all. */
    private void planExpiry() {
        synchronized (this) {
            if (expiryPlanned || waiting.isEmpty() || settings.acquireTimeout().isZero()) {
                return;
            }
            expiryPlanned = true;
            later(Duration.ofNanos(waiting.peekFirst().deadline - System.nanoTime()), this::expire);
        }
    }

    private void expire() {
        List<Waiter<C>> late = new ArrayList<>();
        synchronized (this) {
            expiryPlanned = false;
            long now = System.nanoTime();
            while (!waiting.isEmpty() && now - waiting.peekFirst().deadline >= 0) {
                late.add(waiting.pollFirst());
            }
        }
        late.forEach(waiter -> waiter.caller.fail(new VertxException("Timeout waiting for connection", true)));
        planExpiry();
    }

    /** How many are open, or being opened. */
    synchronized int size() {
        return members.size() + opening;
    }

    int maxSize() {
        return settings.maxSize();
    }

    synchronized Turnover turnover() {
        return new Turnover(all, Map.copyOf(gone));
    }

    /** Why the server let nobody in the last time; null when it did. */
    synchronized Throwable lastFailure() {
        return lastFailure;
    }

    private record Waiter<C>(Promise<C> caller, long deadline) {
    }
}
