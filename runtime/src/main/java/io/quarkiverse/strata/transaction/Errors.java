package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.execution.Failures.details;

import java.time.Duration;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.CommitUnknownException;
import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.DurabilityException;
import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.PoolExhaustedException;
import io.quarkiverse.strata.StatementTimeoutException;
import io.quarkiverse.strata.TransactionLostException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.TransactionRolledBackException;
import io.quarkiverse.strata.TransactionScopeLostException;
import io.quarkiverse.strata.TransactionTimeoutException;
import io.quarkiverse.strata.execution.TimeLimit;
import io.vertx.pgclient.PgException;

/** The failures of transactions, with their cures. */
final class Errors {

    private Errors() {
    }

    static TransactionScopeLostException scopeEnded(String dataSource, Scope scope, String statement) {
        return new TransactionScopeLostException(
                scope + " of datasource " + dataSource + " is over, and a statement came after "
                        + "its end. Return every Uni that belongs to it from its function"
                        + (statement == null ? "." : ". Statement: " + statement),
                details("STRATA-2401", dataSource, statement), null);
    }

    static TransactionScopeLostException besideTransaction(String dataSource, String statement) {
        return new TransactionScopeLostException("a write ran beside the open transaction of its request on datasource "
                + dataSource + ": the subscription has lost the transaction's scope, so it would commit on its own. Use the "
                + "transaction's handle (tx -> tx.…), or db.outsideTransaction() if it is meant. Statement: " + statement,
                details("STRATA-2402", dataSource, statement), null);
    }

    static TransactionScopeLostException circle(String dataSource, Scope outer, Scope inner, String statement) {
        return new TransactionScopeLostException("a statement of " + outer + " was run inside " + inner
                + ", which waits for it "
                + "while it waits for the end of " + inner + " (datasource " + dataSource + "). Use the handle of " + inner
                + ". Statement: " + statement, details("STRATA-2403", dataSource, statement), null);
    }

    static TransactionRolledBackException rolledBack(String dataSource, Scope scope, Throwable earlier) {
        return new TransactionRolledBackException(scope + " of datasource " + dataSource + " was rolled back though its work "
                + "ended well: a statement or a joined part in it had failed"
                + (earlier == null ? "" : " (" + earlier.getMessage() + ")")
                + ". Let the failure through, or run what may fail in a savepoint.",
                details("STRATA-2404", dataSource, null), earlier);
    }

    /** Why a scope whose work went well isn't kept, null when its owner wanted it so. */
    static TransactionRolledBackException notKept(String dataSource, Scope scope) {
        if (scope.rollbackAsked == Scope.Asked.BY_OWNER) {
            return null;
        }
        if (scope.rollbackOnly != null) {
            return rolledBack(dataSource, scope, scope.rollbackOnly);
        }
        return new TransactionRolledBackException(scope + " of datasource " + dataSource + " was rolled back though its work "
                + "ended well: a part that had joined it called setRollbackOnly(). Call it in the work of " + scope
                + " as well where that is expected, or make the part a savepoint (Propagation.NESTED).",
                details("STRATA-2422", dataSource, null), null);
    }

    static DatabaseException joinsWeaker(String dataSource, Scope outer, TransactionOptions asked) {
        IsolationLevel level = outer.options.isolation();
        return new DatabaseException(
                (asked.name() == null ? "a transaction" : "transaction " + asked.name()) + " that asks for "
                        + asked.isolation().sql() + " joins " + outer + " of datasource " + dataSource + ", which is "
                        + (level == IsolationLevel.DEFAULT ? "of the server's default level" : level.sql())
                        + ". Ask for it where that one begins, or run it on its own (Propagation.REQUIRES_NEW).",
                details("STRATA-2412", dataSource, null), null);
    }

    static DatabaseException joinsOtherSetting(String dataSource, Scope outer, TransactionOptions asked, String setting) {
        return new DatabaseException(
                (asked.name() == null ? "a transaction" : "transaction " + asked.name()) + " that asks for setting " + setting
                        + " joins " + outer + " of datasource " + dataSource + ", which has "
                        + (outer.options.settings().containsKey(setting) ? "another value of it" : "not set it")
                        + ". Set it where that one begins, or run it on its own (Propagation.REQUIRES_NEW).",
                details("STRATA-2442", dataSource, null), null);
    }

    static DatabaseException mandatory(String dataSource, TransactionOptions asked) {
        return new DatabaseException((asked.name() == null ? "work" : asked.name())
                + " must run in a transaction of datasource "
                + dataSource + " and is in none (Propagation.MANDATORY). Begin one around it by db.transaction(tx -> …) or "
                + "@Transactional.", details("STRATA-2420", dataSource, null), null);
    }

    static DatabaseException never(String dataSource, Scope outer, String name) {
        return new DatabaseException(name + " must not run in a transaction and runs in " + outer + " of datasource "
                + dataSource + " (Propagation.NEVER). Call it before or after that one.",
                details("STRATA-2421", dataSource, null), null);
    }

    static TransactionTimeoutException timedOut(String dataSource, Scope scope, Duration limit) {
        return new TransactionTimeoutException(scope + " of datasource " + dataSource + " took longer than its timeout of "
                + TimeLimit.text(limit) + " and was rolled back. Do less in it, or raise the timeout (TransactionOptions, "
                + "@Transactional, quarkus.strata.transactions.timeout, quarkus.strata.http.deadline).",
                details("STRATA-2414", dataSource, null), null);
    }

    static TransactionTimeoutException streamTookTooLong(String dataSource, Duration limit, String statement) {
        return new TransactionTimeoutException("a stream of datasource " + dataSource + " took longer than "
                + TimeLimit.text(limit)
                + " and was ended: for as long as it is open the server can't clean up. Read it in parts, "
                + "by key, or raise quarkus.strata.streams.max-duration. Statement: " + statement,
                details("STRATA-2444", dataSource, statement), null);
    }

    static TransactionTimeoutException streamStalled(String dataSource, Duration limit, String statement) {
        return new TransactionTimeoutException("the subscriber of a stream of datasource " + dataSource
                + " asked for no more rows for " + TimeLimit.text(limit)
                + ", and the stream was ended: for as long as it is open "
                + "the server can't clean up. Where a reader may rest that long, raise quarkus.strata.streams.stall-limit. "
                + "Statement: " + statement, details("STRATA-2445", dataSource, statement), null);
    }

    static TransactionTimeoutException deadlineOver(String dataSource) {
        return new TransactionTimeoutException(
                "the request's time (quarkus.strata.http.deadline) is over, and a transaction of "
                        + "datasource " + dataSource + " was to begin after it. Nothing was sent.",
                details("STRATA-2435", dataSource, null), null);
    }

    /** What a statement of a scope failed with, as its caller sees it. */
    static Throwable ofStatement(Operation<?> operation, Throwable failure) {
        Scope scope = operation.scope();
        String dataSource = scope.session.pool().dataSource();
        Throwable told = scope.session.connection().reasonOf(failure);
        if ("25006".equals(sqlState(told)) && scope.isInsideReadOnlyStandIn()) {
            return new DatabaseException("a write ran inside a read-only transaction of datasource " + dataSource
                    + " that it is no part of: in a test with @RollbackAfterTest all share one connection, and what would run "
                    + "beside a transaction runs inside it. Test this without @RollbackAfterTest. Statement: "
                    + operation.text(),
                    new ErrorDetails("STRATA-2705", dataSource, "25006", null, null, null, operation.text()), null);
        }
        if ("25006".equals(sqlState(told)) && scope.options.readOnly()) {
            return new DatabaseException(
                    "a write in " + scope + " of datasource " + dataSource + ", which was begun read only: "
                            + ((PgException) told).getErrorMessage()
                            + " (25006). Begin it for writing, or write in a transaction of its own "
                            + "(Propagation.REQUIRES_NEW). Statement: " + operation.text(),
                    new ErrorDetails("STRATA-2419", dataSource, "25006", null, null, null, operation.text()), null);
        }
        return scope.session.server().translate(told, operation.text());
    }

    /** @param reason why nobody could find out */
    static CommitUnknownException commitUnknown(String dataSource, String reason, Throwable cause) {
        return new CommitUnknownException("COMMIT was sent on datasource " + dataSource + " and its answer never came. The "
                + "transaction is wholly there or wholly absent (" + reason + "): look before you run it again.",
                details("STRATA-2405", dataSource, "COMMIT"), cause);
    }

    static TransactionLostException neverCommitted(String dataSource, Throwable cause) {
        return new TransactionLostException("the connection broke before a transaction of datasource " + dataSource
                + " was committed, so it was rolled back. Nothing of it was kept: run it again, by "
                + "TransactionOptions.withRetries(…) for example.", details("STRATA-2426", dataSource, "COMMIT"), cause);
    }

    static TransactionLostException commitLost(String dataSource, Throwable cause) {
        return new TransactionLostException("the connection broke when a transaction of datasource " + dataSource
                + " was to be committed, and the server says that it was rolled back. Nothing of it was kept: run it again, by "
                + "TransactionOptions.withRetries(…) for example.", details("STRATA-2425", dataSource, "COMMIT"), cause);
    }

    /** @param ranAlone whether the statement may have run, and committed, without its transaction */
    static Throwable ofBegin(Operation<?> operation, Throwable failure, boolean ranAlone) {
        Session session = operation.scope().session;
        Throwable translated = session.server().translate(session.connection().reasonOf(failure), "BEGIN");
        return ranAlone ? beginFailedBeforeWrite(session.pool().dataSource(), operation.text(), translated) : translated;
    }

    private static CommitUnknownException beginFailedBeforeWrite(String dataSource, String statement, Throwable cause) {
        return new CommitUnknownException("BEGIN failed on datasource " + dataSource + " and a write was sent behind it, which "
                + "may have committed alone. Look before you run it again; quarkus.strata.transactions.pipeline-begin=reads "
                + "rules this out. Statement: " + statement, details("STRATA-2406", dataSource, statement), cause);
    }

    static DurabilityException notReplicated(String dataSource) {
        return new DurabilityException("the transaction on datasource " + dataSource + " is committed and visible, but its "
                + "synchronous standbys have not confirmed it. Do not run it again.",
                details("STRATA-2407", dataSource, "COMMIT"), null);
    }

    static DatabaseException lockOnReplica(String dataSource, String server, AdvisoryLock lock) {
        return new DatabaseException(lock + " was taken on " + server + " of datasource " + dataSource + ", a standby, "
                + "where it holds nobody off: advisory locks are known to one server alone. Begin the transaction without "
                + "withReadOnly(true).",
                details("STRATA-2430", dataSource, null), null);
    }

    static DatabaseException needsSession(String dataSource, String what) {
        return new DatabaseException(what + " needs a session of the server, and the pooler of datasource " + dataSource
                + " (quarkus.strata.pooler) gives each transaction another one. Do it in a transaction, or give it a datasource "
                + "that goes past the pooler.", details("STRATA-2436", dataSource, null), null);
    }

    static DatabaseException lockInsideTransaction(String dataSource, AdvisoryLock lock, Scope outer) {
        return new DatabaseException("withLock(…) of " + lock + " was called inside " + outer + " of datasource " + dataSource
                + ": it would give the lock back before that is committed, so the next one who has it wouldn't see its writes. "
                + "Use tx.lock(…), which holds it until the end.", details("STRATA-2431", dataSource, null), null);
    }

    static DatabaseException lockInsideItself(String dataSource, AdvisoryLock lock) {
        return new DatabaseException(lock + " of datasource " + dataSource + " was asked for inside the work that has it "
                + "(withLock(…)): it would wait for itself for ever. Take it once, around both.",
                details("STRATA-2437", dataSource, null), null);
    }

    static StatementTimeoutException lockNotFree(String dataSource, AdvisoryLock lock, Duration limit) {
        return new StatementTimeoutException(lock + " of datasource " + dataSource + " didn't become free within "
                + TimeLimit.text(limit)
                + " (quarkus.strata.transactions.lock-timeout, or what was left of the request's time). "
                + "Nothing was done.", details("STRATA-2438", dataSource, null), null);
    }

    static DatabaseException lockBehindSnapshot(String dataSource, Scope scope, AdvisoryLock lock) {
        return new DatabaseException(lock + " was asked for in " + scope + " of datasource " + dataSource + ", which is "
                + "REPEATABLE READ: what it reads is as old as its first statement, so it wouldn't see what the one before it "
                + "did under the lock. Use READ COMMITTED, or db.withLock(…) around the transaction.",
                details("STRATA-2439", dataSource, null), null);
    }

    static DatabaseException notifyReadOnly(String dataSource, Scope scope) {
        return new DatabaseException("notify(…) in " + scope + " of datasource " + dataSource + ", which was begun read only: "
                + "what it tells is told when it is committed, so it isn't. Begin it for writing.",
                details("STRATA-2440", dataSource, null), null);
    }

    static ConnectionLostException lockLost(String dataSource, AdvisoryLock lock, Throwable cause) {
        return new ConnectionLostException("the connection of datasource " + dataSource + " that has " + lock + " is lost ("
                + cause.getMessage() + "), so somebody else may have the lock now. The work under it was cancelled: look how "
                + "far it came before running it again.", details("STRATA-2432", dataSource, null), cause);
    }

    static DatabaseException besideOther(String dataSource, Scope other, String what) {
        String theirs = other.session.pool().dataSource();
        return new DatabaseException(what + " on datasource " + dataSource + " was run inside " + other + " of datasource "
                + theirs
                + ", and is no part of it: no transaction spans two databases, so one could be committed and the other "
                + "rolled back. Do it before or after, or in afterCommit(…); where it is meant, use outsideTransaction(), or "
                + "TransactionOptions.requiresNew().", details("STRATA-2434", dataSource, null), null);
    }

    static IllegalStateException secondAmbient(String dataSource) {
        return new IllegalStateException("STRATA-2702: a test's transaction is under way on datasource " + dataSource
                + ", and a second one can't begin beside it. Let tests with @RollbackAfterTest run one after another.");
    }

    static PoolExhaustedException noTurn(String dataSource, Scope open, String statement, Duration limit) {
        return new PoolExhaustedException("a statement waited " + limit.toMillis() + " ms for its turn on the one connection "
                + "that a test with @RollbackAfterTest has (datasource " + dataSource + "), while " + open
                + " was open on it. Most likely that waits for this statement: use its handle (tx -> tx.…), or test this "
                + "without @RollbackAfterTest. Statement: " + statement, details("STRATA-2703", dataSource, statement), null);
    }

    static String sqlState(Throwable failure) {
        return failure instanceof PgException server ? server.getSqlState() : null;
    }
}
