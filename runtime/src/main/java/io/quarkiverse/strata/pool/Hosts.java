package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Failures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;

/**
 * The addresses of a datasource. Of several the primary is the one out of recovery with the highest timeline that anybody has
 * told of; each is asked every second, four times a second while there is none. Who is behind a new connection is asked before
 * it is used, of a single address too, behind which the server may change. A lower timeline than was ever seen is never used
 * again, and two servers out of recovery with the same one aren't used at all.
 */
public final class Hosts implements Connector, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Hosts.class);
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final Duration UNSETTLED = Duration.ofMillis(250);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    /** A single address may be a pooler's, which lets clients in and has them wait. */
    public static final Duration PATIENT_LIMIT = Duration.ofSeconds(30);

    private final String dataSource;
    private final Vertx vertx;
    private final Context home;
    private final List<Host> all;
    private final Election election;
    private final HostFailures failures;
    private final boolean keepSessions;
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();
    private final ConnectionsBeside beside;
    /** The addresses of the primary; several where they lead to the same server. */
    private volatile List<Host> primaries = List.of();
    private int electedTimeline;
    private List<Host> elected = List.of();
    private int changes;
    private boolean started;
    private boolean toldOfSilence;
    private volatile boolean closed;

    /** @param targets each address with the credentials, asked for each connection */
    public Hosts(String dataSource, Vertx vertx, List<Target> targets) {
        this(dataSource, vertx, targets, true);
    }

    /** @param keepSessions whether a connection is a session of the server, which no pooler lends to others meanwhile */
    public Hosts(String dataSource, Vertx vertx, List<Target> targets, boolean keepSessions) {
        this.keepSessions = keepSessions;
        this.dataSource = dataSource;
        this.vertx = vertx;
        this.beside = new ConnectionsBeside(vertx, this);
        this.home = vertx.getOrCreateContext();
        this.all = targets.stream().map(target -> new Host(target.name(), vertx, target.options())).toList();
        this.election = new Election(dataSource, all);
        this.failures = new HostFailures(dataSource, all);
        if (!areSeveral()) {
            primaries = all;
        }
    }

    /**
     * @param name {@code host:port}
     * @param options asked for each connection
     */
    public record Target(String name, Supplier<Future<PgConnectOptions>> options) {
    }

    /** Whether a connection is a session of the server. */
    boolean keepSessions() {
        return keepSessions;
    }

    /** Whether they are watched. */
    public boolean areSeveral() {
        return all.size() > 1;
    }

    /** {@code host:port} of the primary, of all addresses while there is none. */
    String address() {
        List<Host> now = primaries;
        return (now.isEmpty() ? all : now).stream().map(Host::name).collect(Collectors.joining(", "));
    }

    /** The timeline of the primary, 0 while there is none. */
    int primaryTimeline() {
        return primaries.isEmpty() ? 0 : highest();
    }

    /** Called when another server is the primary, and when none is any more. */
    void onChange(Runnable action) {
        onChange.add(action);
    }

    /** How often another server has become the primary. */
    synchronized int changes() {
        return changes;
    }

    /** How the primary is; of several addresses, a single one isn't watched. */
    PoolStatus.State state() {
        return isSettled() ? PoolStatus.State.UP : PoolStatus.State.DOWN;
    }

    /** Why the primary isn't up. */
    String reason() {
        return alarm() != null ? alarm() : failures.described();
    }

    /** Connections beside the pool; closed when another server becomes the primary. */
    public DedicatedConnections dedicated() {
        return dedicated(target -> target);
    }

    /** As {@link #dedicated()}. @param differing what differs */
    public DedicatedConnections dedicated(UnaryOperator<PgConnectOptions> differing) {
        return beside.with(differing);
    }

    @Override
    public <C> Future<C> connect(Login<C> login) {
        start();
        return attempt(login).recover(failure -> !areSeveral() || isFinal(failure) ? Future.failedFuture(failure)
                : look().compose(seen -> attempt(login)).recover(again -> Future.failedFuture(meaning(again))));
    }

    private <C> Future<C> attempt(Login<C> login) {
        Host host = next();
        return host == null || areSeveral() && host.isSilent() ? Future.failedFuture(none(null))
                : host.target().compose(login::open).compose(made -> checked(host, login, made));
    }

    private Host next() {
        List<Host> now = primaries;
        return now.isEmpty() ? null : now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    }

    /** Another attempt would give the same. */
    private static boolean isFinal(Throwable failure) {
        return failure instanceof PgException && Failures.isRefusal(failure);
    }

    /** With a standby there, and nobody at the primary's address, it is a promotion that is waited for. */
    private Throwable meaning(Throwable failure) {
        boolean silent = primaries.stream().allMatch(Host::isSilent);
        return !(failure instanceof AwaitedPrimaryException) && !isFinal(failure) && silent && failures.hasStandby()
                ? none(failure)
                : failure;
    }

    private Throwable none(Throwable cause) {
        return failures.none(alarm(), highest(), cause);
    }

    private synchronized String alarm() {
        return election.alarm();
    }

    private <C> Future<C> checked(Host host, Login<C> login, C made) {
        Promise<C> admitted = Promise.promise();
        long timer = vertx.setTimer((areSeveral() ? ANSWER_LIMIT : PATIENT_LIMIT).toMillis(), late -> admitted
                .tryFail(new TimeoutException(host.name() + " let somebody log in and doesn't answer")));
        login.identify(made).onComplete(answer -> {
            if (answer.succeeded()) {
                if (isPrimary(host, answer.result())) {
                    admitted.tryComplete(made);
                } else {
                    admitted.tryFail(failures.outdated(host, answer.result(), highest()));
                }
            } else if (!areSeveral() && Failures.isRefusal(answer.cause())) {
                admitted.tryComplete(made); // it doesn't tell who it is, and there is no choice
            } else {
                admitted.tryFail(answer.cause());
            }
        });
        return admitted.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.failed()) {
                login.cut(made);
            }
        });
    }

    private synchronized int highest() {
        return election.timeline();
    }

    private boolean isPrimary(Host host, Incarnation identity) {
        if (areSeveral()) {
            host.heard(identity);
            judge();
            return !identity.standby() && primaries.contains(host);
        }
        return identity.standby() || isSuccessor(identity);
    }

    /** Of a single address. @return false for one that is older than the one before */
    private boolean isSuccessor(Incarnation identity) {
        boolean changed;
        synchronized (this) {
            int before = election.timeline();
            if (!election.takes(identity)) {
                return false;
            }
            changed = before != 0 && before != election.timeline();
            changes += changed ? 1 : 0;
        }
        if (changed) {
            changed();
            LOG.warnf("STRATA-2136: behind %s of datasource %s another server is the primary now, on timeline %d",
                    address(), dataSource, identity.timeline());
        }
        return true;
    }

    /** Nobody goes on with the server before. */
    private void changed() {
        beside.cut();
        for (Runnable action : onChange) {
            try {
                action.run();
            } catch (RuntimeException mistake) {
                LOG.error("What was to be done about another primary failed", mistake);
            }
        }
    }

    /** Begins to ask. */
    private void start() {
        synchronized (this) {
            if (started || !areSeveral()) {
                return;
            }
            started = true;
        }
        home.runOnContext(now -> all.forEach(this::watch));
    }

    private void watch(Host host) {
        if (!closed) {
            host.look().onComplete(seen -> {
                vertx.setTimer((isSettled() ? SETTLED : UNSETTLED).toMillis(), due -> watch(host));
                judge();
            });
        }
    }

    /** Runs something after a while, on a context of its own. */
    void later(Duration pause, Runnable task) {
        home.runOnContext(now -> vertx.setTimer(pause.toMillis(), due -> task.run()));
    }

    private boolean isSettled() {
        return primaries.stream().anyMatch(Host::answers);
    }

    @Override
    public void suspect() {
        if (areSeveral() && !closed) {
            look();
        }
    }

    /** Asks all, now. Done when there is a primary, or none by the time all have answered or failed to. */
    private Future<Void> look() {
        start();
        Promise<Void> done = Promise.promise();
        later(ANSWER_LIMIT, done::tryComplete);
        home.runOnContext(now -> Future.join(all.stream().map(host -> host.look().onComplete(seen -> {
            judge();
            if (isSettled()) {
                done.tryComplete();
            }
        })).toList()).onComplete(seen -> done.tryComplete()));
        return done.future();
    }

    /** Decides anew who is the primary. */
    private void judge() {
        List<Host> before;
        List<Host> after;
        String newAlarm;
        boolean changed;
        boolean succeeded = false;
        synchronized (this) {
            if (closed || !all.stream().allMatch(Host::isLooked)) {
                return;
            }
            before = primaries;
            String alarmBefore = election.alarm();
            after = election.elect(before);
            primaries = after;
            newAlarm = Objects.equals(election.alarm(), alarmBefore) ? null : election.alarm();
            changed = after.isEmpty() ? !before.isEmpty()
                    : before.isEmpty() || Collections.disjoint(before, after) || electedTimeline != election.timeline();
            if (!after.isEmpty()) {
                succeeded = electedTimeline != 0
                        && (electedTimeline != election.timeline() || Collections.disjoint(elected, after));
                changes += succeeded ? 1 : 0;
                electedTimeline = election.timeline();
                elected = after;
            }
        }
        if (changed) {
            changed(); // before anything is written to the log
            tell(after, succeeded);
            // what its questions go to may have moved away from behind the address
            all.stream().filter(host -> HostFailures.isOutdated(host, highest())).forEach(Host::lookAnew);
        }
        if (newAlarm != null) {
            LOG.error("STRATA-2134: " + newAlarm);
        }
        tellOfSilence();
    }

    /** Once each time. */
    private void tellOfSilence() {
        boolean silent = !isSettled();
        boolean tell;
        synchronized (this) {
            tell = silent && !toldOfSilence && !primaries.isEmpty();
            toldOfSilence = silent;
        }
        if (tell) {
            LOG.warnf("STRATA-2133: the primary of datasource %s doesn't answer: %s", dataSource, reason());
        }
    }

    private void tell(List<Host> after, boolean succeeded) {
        if (after.isEmpty()) {
            LOG.warnf("STRATA-2133: datasource %s has no primary any more: %s", dataSource, reason());
        } else {
            LOG.infof("STRATA-2136: %s is %sthe primary of datasource %s, on timeline %d", address(), succeeded ? "now " : "",
                    dataSource, highest());
        }
    }

    /** Nobody is asked any more. */
    @Override
    public void close() {
        closed = true;
        all.forEach(Host::close);
    }
}
