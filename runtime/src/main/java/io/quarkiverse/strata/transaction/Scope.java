package io.quarkiverse.strata.transaction;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.TransactionRun;
import io.quarkiverse.strata.execution.Writes;
import io.smallrye.mutiny.Uni;

/**
 * A part of a session's work that ends as one: the session itself, a transaction, or a savepoint in it. Its opening SQL is
 * sent with its first statement, so a scope without statements costs nothing. All state is guarded by the session's lock.
 */
final class Scope {

    /** What a scope is on the server. */
    enum Kind {
        CONNECTION,
        TRANSACTION,
        SAVEPOINT
    }

    /** How far it has come. */
    enum State {
        /** Nothing was sent for it. */
        FRESH,
        /** Its opening SQL was sent. */
        OPEN,
        /** It takes no more statements. */
        ENDING,
        /** Over. */
        ENDED
    }

    /** Who wants it rolled back though its work goes well. */
    enum Asked {
        BY_NOBODY,
        /** A part that had joined; the owner is told at the end. */
        BY_PART,
        BY_OWNER
    }

    final Session session;
    final Scope parent;
    final Kind kind;
    final int depth;
    /** The transaction's; a savepoint has those of its transaction. */
    final TransactionOptions options;
    private final String name;
    /** What was sent in it that may change data; null in a plain savepoint, which belongs to its transaction. */
    final Writes writes;
    /** Null but for the transaction of a test and what is inside it: the part that the scope plays there. */
    final TestPart testPart;
    State state = State.FRESH;
    boolean onServer;
    /** Of a transaction that may write, once it is open on the server; null where outcomes aren't asked for. */
    TransactionNumber number;
    /** What it leaves to be found by; null where that isn't asked for. */
    final UUID marker;
    /** Where it is left. */
    final OutcomeMarkers.Marks marks;
    /** What it sees, exported by another transaction; null for a moment of its own. */
    private final String snapshot;
    private boolean serverLimit;
    private final long made = System.nanoTime();
    Throwable rollbackOnly;
    Asked rollbackAsked = Asked.BY_NOBODY;
    Throwable firstFailure;
    Ending ending;
    /** How it ended, null before. */
    Outcome outcome;
    final Hooks hooks = new Hooks();

    private Scope(Session session, Scope parent, Kind kind, TransactionOptions options, String name, TestPart testPart) {
        this(session, parent, kind, options, name, testPart, null);
    }

    private Scope(Session session, Scope parent, Kind kind, TransactionOptions options, String name, TestPart testPart,
            String snapshot) {
        this.snapshot = snapshot;
        this.session = session;
        this.parent = parent;
        this.kind = kind;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.options = options;
        this.name = name;
        this.testPart = testPart;
        this.marker = kind == Kind.TRANSACTION && testPart == null && options.durableOutcome() && !options.readOnly()
                ? UUID.randomUUID()
                : null;
        this.marks = marker == null ? null : session.markers().marks();
        this.writes = kind == Kind.TRANSACTION || testPart != null && testPart.standsIn()
                ? new Writes(session.pool().dataSource())
                : null;
    }

    /** @param options of what runs on it outside of other transactions */
    static Scope connection(Session session, TransactionOptions options) {
        return new Scope(session, null, Kind.CONNECTION, options, null, null);
    }

    Scope transaction(TransactionOptions with) {
        return new Scope(session, this, Kind.TRANSACTION, with, with.name(), null);
    }

    /** One that sees what another one sees. @param exported that one's snapshot */
    Scope transaction(TransactionOptions with, String exported) {
        return new Scope(session, this, Kind.TRANSACTION, with, with.name(), null, exported);
    }

    /** The transaction of a test. */
    Scope transaction(TestPart part) {
        return new Scope(session, this, Kind.TRANSACTION, options, null, part);
    }

    /** @param called its name, null for one of Strata's own */
    Scope savepoint(String called) {
        return new Scope(session, this, Kind.SAVEPOINT, options, called == null ? null : SavepointNames.check(called),
                testPart == null ? null : testPart.savepoint());
    }

    /** In a test, in the place of a transaction. */
    Scope standIn(TransactionOptions with, boolean mayWrite) {
        return new Scope(session, this, Kind.SAVEPOINT, with, null, testPart.transaction(mayWrite));
    }

    /** Marks it so that it cannot be kept. */
    void setRollbackOnly(Throwable why) {
        synchronized (session) {
            if (rollbackOnly == null) {
                rollbackOnly = why;
            }
        }
    }

    /** The hooks that are due now that it is over. */
    List<Supplier<? extends Uni<?>>> dueHooks() {
        synchronized (session) {
            return outcome == null ? List.of() : hooks.due(outcome);
        }
    }

    boolean mayBeKept() {
        return rollbackOnly == null && rollbackAsked == Asked.BY_NOBODY;
    }

    /** It is over; a savepoint hands its hooks on. */
    void settle(Outcome how) {
        state = State.ENDED;
        if (outcome == null) {
            outcome = how;
            if (kind == Kind.SAVEPOINT && !standsIn()) {
                parent.hooks.addAll(hooks, how == Outcome.COMMITTED);
            }
        }
    }

    /** Tells those who hear of transactions, when it is one that was open on the server and isn't the whole of a test. */
    void tell(Outcome how) {
        if (kind == Kind.TRANSACTION && testPart == null) {
            TransactionRun run = new TransactionRun(session.pool().dataSource(), name, how, System.nanoTime() - made);
            session.pool().listeners().transactions().forEach(listener -> listener.ended(run));
        }
    }

    /** The transaction that this scope is, or is in; null for the connection. */
    Scope enclosingTransaction() {
        Scope scope = this;
        while (scope != null && scope.writes == null) {
            scope = scope.parent;
        }
        return scope;
    }

    /** What a part of a test's transaction has written is still to be undone with the whole. */
    void takeOver(Writes ended) {
        Scope enclosing = enclosingTransaction();
        if (enclosing != null) {
            enclosing.writes.addAll(ended);
        }
    }

    /** Whether it is in the place of a transaction, inside that of a test. */
    private boolean standsIn() {
        return testPart != null && testPart.standsIn();
    }

    /** Whether it, or one around it, takes no more statements. */
    boolean isEnding() {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (scope.state == State.ENDING || scope.state == State.ENDED) {
                return true;
            }
        }
        return false;
    }

    /** The innermost scope around it, or itself, that is open on the server. */
    Scope nearestOnServer() {
        Scope nearest = this;
        while (!nearest.onServer) {
            nearest = nearest.parent;
        }
        return nearest;
    }

    /** Its own work doesn't want it kept. @param owner whether the scope's owner says so, who will not be surprised */
    void askRollback(boolean owner) {
        rollbackAsked = owner || rollbackAsked == Asked.BY_OWNER ? Asked.BY_OWNER : Asked.BY_PART;
    }

    /** Whether this scope is {@code other} or inside it. */
    boolean isWithin(Scope other) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (scope == other) {
                return true;
            }
        }
        return false;
    }

    /** @param serverVersion the server's major version */
    String openSql(int serverVersion) {
        serverLimit = Begin.hasServerLimit(options, serverVersion);
        return switch (kind) {
            case CONNECTION -> null;
            case TRANSACTION -> Begin.sql(options, serverVersion, snapshot);
            case SAVEPOINT -> standsIn() ? openStandInSql() : "SAVEPOINT " + savepointName();
        };
    }

    private String openStandInSql() {
        StringBuilder sql = new StringBuilder("SAVEPOINT ").append(savepointName())
                .append(options.readOnly() ? "; SET TRANSACTION READ ONLY" : "");
        Begin.set(sql, options.settings());
        return sql.toString();
    }

    /** What a stand-in has set would hold on, behind its end. */
    private String endStandInSql() {
        return testPart.beforeEnd() + Begin.restore(options.settings(), setting -> {
            Scope scope = parent;
            while (scope != null && !(scope.standsIn() && scope.options.settings().containsKey(setting))) {
                scope = scope.parent;
            }
            return scope == null ? null : scope.options.settings().get(setting);
        });
    }

    /** The mode of a savepoint holds until its end, and can't be taken back before. */
    private boolean isReadOnlyStandIn() {
        return standsIn() && options.readOnly();
    }

    /** Whether it doesn't ask for it, but is inside one that does. */
    boolean isInsideReadOnlyStandIn() {
        boolean inside = false;
        for (Scope scope = this; scope != null && !options.readOnly(); scope = scope.parent) {
            inside |= scope.isReadOnlyStandIn();
        }
        return inside;
    }

    /** A raw COMMIT of a failed transaction "succeeds" while it rolls back; behind another statement it fails instead. */
    String keepSql() {
        return switch (kind) {
            case CONNECTION -> null;
            case TRANSACTION -> (serverLimit ? "SET LOCAL transaction_timeout = 0; " : "")
                    + (marker != null ? OutcomeMarkers.insertSql(marks, marker) + "; "
                            : serverLimit ? "" : "SELECT 1; ")
                    + "COMMIT";
            case SAVEPOINT -> (standsIn() ? endStandInSql() : "") + "RELEASE SAVEPOINT " + savepointName();
        };
    }

    /** Whether the message that begins it has more in it than BEGIN. */
    boolean beginHasSettings() {
        return snapshot != null || Begin.hasSettings(options);
    }

    /** What {@link #keepSql} is called in messages. */
    String keepText() {
        return standsIn() || marker != null ? "COMMIT" : keepSql();
    }

    String undoSql() {
        return switch (kind) {
            case CONNECTION -> null;
            case TRANSACTION -> "ROLLBACK";
            case SAVEPOINT -> "ROLLBACK TO SAVEPOINT " + savepointName() + "; RELEASE SAVEPOINT " + savepointName();
        };
    }

    /**
     * Open savepoints form one chain, so the depth names them; the same texts come again and again. Of two with one name the
     * server means the inner one, and so does whoever ends the inner one first.
     */
    private String savepointName() {
        return name == null ? SavepointNames.own(depth) : SavepointNames.quoted(name);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case CONNECTION -> "the connection";
            case TRANSACTION -> name == null ? "the transaction" : "transaction " + name;
            case SAVEPOINT -> standsIn() ? options.name() == null ? "the transaction" : "transaction " + options.name()
                    : "savepoint " + (name == null ? SavepointNames.own(depth) : name);
        };
    }
}
