package io.quarkiverse.strata.pool;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.execution.Failures;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;

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
    private final boolean keepSessions;
    private final AtomicInteger turn = new AtomicInteger();
    /** Goes up with each change of the primary. */
    private final AtomicInteger change = new AtomicInteger();
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();
    private final Set<SqlConnection> beside = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    /** The addresses of the primary; several where they lead to the same server. */
    private volatile List<Host> primaries = List.of();
    private Long system;
    private int timeline;
    private int electedTimeline;
    private List<Host> elected = List.of();
    private String alarm;
    /** Since when two servers claim to be the primary; null while one does. */
    private Long rivalsSince;
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
        this.home = vertx.getOrCreateContext();
        this.all = targets.stream().map(target -> new Host(target.name(), vertx, target.options())).toList();
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
        return alarm() != null ? alarm() : all.stream().map(Host::described).collect(Collectors.joining(", "));
    }

    /** Connections beside the pool; closed when another server becomes the primary. */
    public DedicatedConnections dedicated() {
        return dedicated(target -> target);
    }

    /** As {@link #dedicated()}. @param differing what differs */
    public DedicatedConnections dedicated(UnaryOperator<PgConnectOptions> differing) {
        return () -> {
            Context caller = vertx.getOrCreateContext();
            int asked = change.get();
            Promise<SqlConnection> handed = Promise.promise();
            connect(new Login<SqlConnection>() {
                @Override
                public Future<SqlConnection> open(PgConnectOptions target) {
                    Promise<SqlConnection> opened = Promise.promise();
                    caller.runOnContext(
                            now -> DedicatedConnections.open(vertx, differing.apply(target)).onComplete(opened));
                    return opened.future();
                }

                @Override
                public Future<Incarnation> identify(SqlConnection connection) {
                    return Incarnation.askServer(connection);
                }

                @Override
                public void cut(SqlConnection connection) {
                    PhysicalConnection.cut(connection);
                }
            }).onComplete(made -> caller.runOnContext(now -> hand(made, asked, handed)));
            return handed.future();
        };
    }

    /** To the caller, unless another server has become the primary after another one had been. */
    private void hand(AsyncResult<SqlConnection> made, int asked, Promise<SqlConnection> caller) {
        if (made.failed()) {
            caller.fail(made.cause());
            return;
        }
        beside.add(made.result());
        if (asked != 0 && asked != change.get()) {
            PhysicalConnection.cut(made.result());
            caller.fail(new ConnectException("another server became the primary meanwhile"));
        } else {
            caller.complete(made.result());
        }
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
        return !(failure instanceof AwaitedPrimaryException) && !isFinal(failure) && silent && hasStandby() ? none(failure)
                : failure;
    }

    private boolean hasStandby() {
        return all.stream().anyMatch(host -> host.answers() && host.last().standby());
    }

    private Throwable none(Throwable cause) {
        if (alarm() != null) {
            return new ConnectionLostException(alarm(), Failures.details("STRATA-2134", dataSource, null), cause);
        }
        String hosts = all.stream().map(Host::described).collect(Collectors.joining(", "));
        if (hasStandby()) {
            return new AwaitedPrimaryException(dataSource, hosts, cause);
        }
        Host old = all.stream().filter(host -> host.answers() && isOutdated(host)).findFirst().orElse(null);
        if (old != null) {
            return outdated(old, old.last());
        }
        Host refusing = all.stream().filter(host -> host.problem() != null && !host.isSilent()).findFirst().orElse(null);
        if (refusing != null) {
            return refused(refusing, (PgException) refusing.problem());
        }
        return new ConnectionLostException("no host of datasource " + dataSource + " can be reached: " + hosts
                + ". Check quarkus.datasource.reactive.url and that the servers run.",
                Failures.details("STRATA-2103", dataSource, null), cause);
    }

    private Throwable refused(Host host, PgException refusal) {
        boolean mute = "42501".equals(refusal.getSqlState()) || "42883".equals(refusal.getSqlState());
        return !mute ? refusal
                : new DatabaseException(host.name() + " of datasource " + dataSource
                        + " doesn't tell who it is, so that nobody "
                        + "knows which of the hosts is the primary: " + refusal.getErrorMessage()
                        + ". Give the role EXECUTE on "
                        + "pg_control_system(), pg_control_checkpoint() and pg_control_recovery(), or name one address alone.",
                        Failures.details("STRATA-2144", dataSource, null), refusal);
    }

    private synchronized String alarm() {
        return alarm;
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
                    admitted.tryFail(outdated(host, answer.result()));
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

    private ConnectionLostException outdated(Host host, Incarnation found) {
        return new ConnectionLostException(host.name() + " of datasource " + dataSource + (found.standby() ? " is a standby now"
                : " is on timeline " + found.timeline() + ", and the primary was seen on timeline " + highest()
                        + ": what it has is older. Let it follow the primary, or, where it is the one to go on with, start the "
                        + "application again"),
                Failures.details("STRATA-2135", dataSource, null), null);
    }

    private synchronized int highest() {
        return timeline;
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
            if (system == null) {
                system = identity.system();
            }
            if (system != identity.system() || identity.timeline() == timeline) {
                return true; // several systems behind one address have no order
            }
            if (identity.timeline() < timeline) {
                return false;
            }
            changed = timeline != 0;
            timeline = identity.timeline();
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
        change.incrementAndGet();
        List<SqlConnection> all;
        synchronized (beside) {
            all = List.copyOf(beside);
            beside.clear();
        }
        all.forEach(PhysicalConnection::cut);
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
            String alarmBefore = alarm;
            after = elect();
            primaries = after;
            newAlarm = Objects.equals(alarm, alarmBefore) ? null : alarm;
            changed = after.isEmpty() ? !before.isEmpty()
                    : before.isEmpty() || Collections.disjoint(before, after) || electedTimeline != timeline;
            if (!after.isEmpty()) {
                succeeded = electedTimeline != 0 && (electedTimeline != timeline || Collections.disjoint(elected, after));
                changes += succeeded ? 1 : 0;
                electedTimeline = timeline;
                elected = after;
            }
        }
        if (changed) {
            changed(); // before anything is written to the log
            tell(after, succeeded);
            all.stream().filter(this::isOutdated).forEach(Host::lookAnew);
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

    /** What its questions go to may have moved away from behind the address. */
    private boolean isOutdated(Host host) {
        Incarnation last = host.last();
        return last != null && !last.standby() && last.timeline() < highest();
    }

    private void tell(List<Host> after, boolean succeeded) {
        if (after.isEmpty()) {
            LOG.warnf("STRATA-2133: datasource %s has no primary any more: %s", dataSource, reason());
        } else {
            LOG.infof("STRATA-2136: %s is %sthe primary of datasource %s, on timeline %d", address(), succeeded ? "now " : "",
                    dataSource, highest());
        }
    }

    /** Call with the lock. One that doesn't answer is still what it was, as far as anybody knows. */
    private List<Host> elect() {
        List<Host> out = all.stream().filter(host -> host.last() != null && !host.last().standby()).toList();
        if (system == null) {
            boolean mixed = out.stream().map(host -> host.last().system()).distinct().count() > 1;
            if (mixed) {
                alarm = "the hosts of datasource " + dataSource + " belong to several database systems: " + names(out)
                        + " are primaries of different ones. Nothing is sent to them; name those of one in "
                        + "quarkus.datasource.reactive.url";
            }
            if (out.isEmpty() || mixed) {
                return List.of();
            }
            system = out.get(0).last().system();
        }
        for (Host host : all) {
            if (host.last() != null && host.last().system() == system) {
                timeline = Math.max(timeline, host.last().timeline());
            }
        }
        List<Host> claims = out.stream().filter(host -> host.last().system() == system && host.last().timeline() == timeline)
                .toList();
        if (areRivals(claims)) {
            return rivals(claims);
        }
        List<Host> agreed = agreed(claims);
        Host other = all.stream().filter(host -> host.answers() && host.last().system() != system).findFirst().orElse(null);
        if (other != null && all.stream().noneMatch(host -> host.answers() && host.last().system() == system)) {
            alarm = other.name() + " of datasource " + dataSource
                    + " belongs to another database system than the primary that was "
                    + "seen. Nothing is sent to it; where it is the one to go on with, start the application again";
        }
        return agreed;
    }

    private static boolean areRivals(List<Host> claims) {
        return claims.stream().map(host -> host.last().started()).distinct().count() > 1;
    }

    private List<Host> agreed(List<Host> claims) {
        alarm = null;
        rivalsSince = null;
        List<Host> answering = claims.stream().filter(Host::answers).toList();
        return answering.isEmpty() ? claims : answering;
    }

    /**
     * It may be one server that was started again meanwhile, so all are asked anew; an address that doesn't answer since then,
     * of the server that another one was before, is that server's. Call with the lock.
     */
    private List<Host> rivals(List<Host> claims) {
        if (rivalsSince == null) {
            rivalsSince = System.nanoTime();
        }
        long since = rivalsSince;
        if (!claims.stream().allMatch(host -> host.isLookedSince(since))) {
            return primaries.stream().filter(claims::contains).toList();
        }
        List<Host> real = claims.stream().filter(host -> host.isHeardSince(since)
                || claims.stream().noneMatch(other -> other.isHeardSince(since) && other.was(host.last().started()))).toList();
        if (!areRivals(real)) {
            return agreed(real);
        }
        alarm = names(real) + " of datasource " + dataSource + " are both out of recovery on timeline " + timeline
                + ", so which of them has what the other hasn't can't be told. Nothing is sent to them; make one of them "
                + "follow the other";
        return List.of();
    }

    private static String names(List<Host> hosts) {
        return hosts.stream().map(Host::name).collect(Collectors.joining(" and "));
    }

    /** Nobody is asked any more. */
    @Override
    public void close() {
        closed = true;
        all.forEach(Host::close);
    }
}
