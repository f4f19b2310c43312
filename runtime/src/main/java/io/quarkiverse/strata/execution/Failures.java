package io.quarkiverse.strata.execution;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.DateTimeException;

import javax.net.ssl.SSLException;

import io.quarkiverse.strata.CheckViolationException;
import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.DeadlockException;
import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.ForeignKeyViolationException;
import io.quarkiverse.strata.NoResultException;
import io.quarkiverse.strata.NonUniqueResultException;
import io.quarkiverse.strata.NotNullViolationException;
import io.quarkiverse.strata.OptimisticLockException;
import io.quarkiverse.strata.PoolExhaustedException;
import io.quarkiverse.strata.SchemaChangedException;
import io.quarkiverse.strata.SerializationFailureException;
import io.quarkiverse.strata.StatementTimeoutException;
import io.quarkiverse.strata.TransactionTimeoutException;
import io.quarkiverse.strata.UniqueViolationException;
import io.quarkiverse.strata.sql.RecordStatements;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;

/** What the driver's failures mean to a caller. Messages never hold values: the server's DETAIL is left out. */
public final class Failures {

    /** What helps when TLS can't be made. */
    private static final String TLS_CURE = "Give its CA by quarkus.datasource.reactive.trust-certificate-pem, or, where the "
            + "network itself is trusted, set quarkus.datasource.reactive.postgresql.ssl-mode=disable";

    private Failures() {
    }

    /**
     * Translates a failure of the driver.
     *
     * @param dataSource the datasource's name
     * @param statement the SQL that was sent, null when none was
     * @return a {@link DatabaseException}, or the failure itself when it is the caller's own
     */
    public static Throwable translate(Throwable failure, String dataSource, String statement) {
        if (failure instanceof DatabaseException || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException || failure instanceof Error) {
            return failure;
        }
        if (failure instanceof PgException server) {
            return fromServer(server, dataSource, statement);
        }
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ConnectionPoolTooBusyException) {
            return new PoolExhaustedException("the pool of datasource " + dataSource + " is used up and its queue of waiting "
                    + "callers is full. Raise quarkus.strata.pool.max-waiting or quarkus.datasource.reactive.max-size, or send "
                    + "less at once.", details("STRATA-2102", dataSource, statement), null);
        }
        if (isAcquireTimeout(failure)) {
            return new PoolExhaustedException("no connection of datasource " + dataSource + " became free within "
                    + "quarkus.strata.pool.acquire-timeout. Look for long transactions, or raise "
                    + "quarkus.datasource.reactive.max-size.", details("STRATA-2101", dataSource, statement), null);
        }
        if (message.contains("can not be coerced to the expected class") || message.startsWith("Parameter at position")
                || message.startsWith("Values [")) {
            // the driver's message holds the values
            return new IllegalArgumentException(
                    "STRATA-2205: a parameter's class does not fit the type that the server expects "
                            + "at its place. Cast the column or pass the matching Java type. Statement: " + statement);
        }
        if (failure instanceof DateTimeException && isDrivers(failure)) {
            // its message holds the value
            return new ConnectionLostException(
                    "the result of a statement on datasource " + dataSource + " has a time that Java "
                            + "has none for, like 24:00, and the driver closed the connection over it. Read the column as text "
                            + "(column::text), or keep such times as interval. Statement: " + statement,
                    details("STRATA-2451", dataSource, statement), null);
        }
        if (failure instanceof RuntimeException && !(failure instanceof VertxException)) {
            return failure; // thrown by what made a row into a record, which is the caller's code
        }
        message = withoutEnd(message);
        if (isTls(failure, message)) {
            return new ConnectionLostException("the server of datasource " + dataSource + " gave no TLS connection: " + message
                    + ". " + TLS_CURE + ".",
                    details("STRATA-2141", dataSource, statement), failure);
        }
        String where = failure instanceof UnknownHostException || failure instanceof ConnectException
                || failure.getCause() instanceof ConnectException
                        ? "the server of datasource " + dataSource + " cannot be reached: " + message
                                + ". Check quarkus.datasource.reactive.url and that the server runs."
                        : "the connection of datasource " + dataSource + " broke: " + message
                                + (statement == null ? "."
                                        : ". If the statement was a write, look whether it happened before running it again.");
        return new ConnectionLostException(where, details("STRATA-2103", dataSource, statement), failure);
    }

    /** What helps when a connection couldn't be made for TLS's sake; null where that wasn't it. */
    public static String tlsCure(Throwable failure) {
        return isTls(failure, String.valueOf(failure.getMessage())) ? TLS_CURE : null;
    }

    private static boolean isTls(Throwable failure, String message) {
        return failure instanceof SSLException || failure.getCause() instanceof SSLException
                || message.contains("does not handle SSL connection");
    }

    /**
     * Whether a statement gives other types than when it was prepared on its connection. Nothing was done: the server looks
     * before it runs it. A driver that understands the message, which it does in English, has forgotten then what was prepared.
     */
    public static boolean isStalePlan(Throwable failure) {
        return failure instanceof PgException server && "0A000".equals(server.getSqlState())
                && "RevalidateCachedQuery".equals(server.getRoutine());
    }

    /** Whether the driver's own code met it, not what made a row into a record. */
    private static boolean isDrivers(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (!frame.getClassName().startsWith("java.")) {
                return frame.getClassName().startsWith("io.vertx.pgclient.");
            }
        }
        return false;
    }

    /** Whether the driver's pool had no connection in time. */
    public static boolean isAcquireTimeout(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.equals("Timeout") || message.startsWith("Timeout waiting for connection");
    }

    /**
     * Whether the server itself said that it refused the statement and the session goes on. The driver hands a server's error
     * out when the server is ready for the next statement, those apart that end a session without being asked for. The
     * severity isn't looked at, since it comes in the server's language.
     */
    public static boolean isRefusal(Throwable failure) {
        return failure instanceof PgException server && !String.valueOf(server.getSqlState()).startsWith("57P")
                && !"25P03".equals(server.getSqlState()) && !"25P04".equals(server.getSqlState());
    }

    /** What became of a write outside a transaction that failed. What fails of itself with its answer has committed. */
    static Outcome outcomeOfWrite(Throwable failure) {
        if (isRefusal(failure) || failure instanceof TimeLimit.NotSent) {
            return Outcome.ROLLED_BACK;
        }
        boolean driver = failure instanceof VertxException || !(failure instanceof RuntimeException)
                && !(failure instanceof Error);
        return driver || failure instanceof PgException ? Outcome.UNKNOWN : Outcome.COMMITTED;
    }

    /** @param sent whether it ran when its time was over */
    static StatementTimeoutException callTimedOut(String dataSource, String statement, TimeLimit limit, boolean sent) {
        return new StatementTimeoutException("a call on datasource " + dataSource + " took longer than "
                + limit.described() + (sent ? " and was cancelled in the server"
                        : ": it was still waiting for a "
                                + "connection, or for its turn in its transaction, and was not sent")
                + ". Statement: " + statement, details("STRATA-2206", dataSource, statement), null);
    }

    static StatementTimeoutException cachedCallTimedOut(String dataSource, String statement, TimeLimit limit) {
        return new StatementTimeoutException("a cached call on datasource " + dataSource + " took longer than "
                + limit.described() + ": neither the cache nor the query behind it has answered. The query is cancelled "
                + "in the server unless others wait for it, too. Statement: " + statement,
                details("STRATA-2206", dataSource, statement), null);
    }

    /** Of a call that was made when the request's time was over. */
    static StatementTimeoutException deadlineOver() {
        return new StatementTimeoutException("the request's time (quarkus.strata.http.deadline) is over, and a call came after "
                + "it. It was not sent.", details("STRATA-2212", null, null), null);
    }

    static ConnectionLostException noAnswer(String dataSource, String statement, TimeLimit limit) {
        return new ConnectionLostException("a write on datasource " + dataSource + " has taken longer than "
                + limit.described()
                + ", and the server neither answered nor ended it. Look whether it happened before running it again. "
                + "Statement: " + statement, details("STRATA-2207", dataSource, statement), null);
    }

    static NoResultException noResult(String statement) {
        return new NoResultException("one row was asked for and there is none. Use first(…) where it may be missing. "
                + "Statement: " + statement, details("STRATA-2201", null, statement), null);
    }

    /** @param missing how many of the records found no row, of how many */
    static OptimisticLockException stale(RecordStatements<?> statements, long missing, long all) {
        return new OptimisticLockException("the table " + statements.table() + " has no row any more "
                + "with the " + String.join(", ", statements.keyColumns()) + " of " + (all == 1 ? "the record"
                        : missing + " of the " + all + " records")
                + ": another changed or deleted it since it was read. Nothing was changed. Read it again and decide anew.",
                new ErrorDetails("STRATA-2460", null, null, null, statements.table(), null,
                        null),
                null);
    }

    static NonUniqueResultException nonUniqueResult(String statement, int rows) {
        return new NonUniqueResultException("one row was asked for and there are " + rows
                + ". Use first(…) or list(…), or narrow the WHERE. Statement: " + statement,
                details("STRATA-2202", null, statement), null);
    }

    public static ErrorDetails details(String code, String dataSource, String statement) {
        return new ErrorDetails(code, dataSource, null, null, null, null, statement);
    }

    private static DatabaseException fromServer(PgException e, String dataSource, String statement) {
        String state = String.valueOf(e.getSqlState());
        if (state.startsWith("28") || state.equals("3D000") || state.equals("53300")) {
            return refused(e, state, dataSource);
        }
        String text = withoutValues(e.getErrorMessage(), state) + " (SQLSTATE " + state + ", datasource " + dataSource
                + (e.getHint() != null ? "). Hint: " + withoutEnd(e.getHint())
                        : state.equals("42P01") ? "). Where a migration makes it, db status tells whether that has run" : ")")
                + (statement == null ? "" : ". Statement: " + statement);
        ErrorDetails facts = new ErrorDetails(code(state), dataSource, state, e.getConstraint(), e.getTable(), e.getColumn(),
                statement);
        Throwable cause = withoutValues(e);
        if (isStalePlan(e)) {
            return new SchemaChangedException("the schema has changed since the statement was prepared on its connection: "
                    + text + ". Run the whole transaction again, by TransactionOptions.withRetries(…) for example",
                    new ErrorDetails("STRATA-2309", dataSource, state, null, null, null, statement), cause);
        }
        return switch (state) {
            case "23505" -> new UniqueViolationException(text, facts, cause);
            case "23503", "23001" -> new ForeignKeyViolationException(text, facts, cause);
            case "23514", "23P01" -> new CheckViolationException(text, facts, cause);
            case "23502" -> new NotNullViolationException(text, facts, cause);
            case "40001" -> new SerializationFailureException(text, facts, cause);
            case "40P01" -> new DeadlockException(text, facts, cause);
            case "57014", "55P03" -> new StatementTimeoutException(text, facts, cause);
            case "25P03", "25P04" -> new TransactionTimeoutException(text, facts, cause);
            case "57P01", "57P02", "57P03", "57P05" -> new ConnectionLostException(text, facts, cause);
            default -> state.startsWith("08") ? new ConnectionLostException(text, facts, cause)
                    : new DatabaseException(text + ErrorPosition.shown(e, statement, 0), facts, cause);
        };
    }

    /** Without the full stop, to go on behind it. */
    public static String withoutEnd(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static DatabaseException refused(PgException e, String state, String dataSource) {
        String cure = switch (state) {
            case "3D000" -> "Check the database's name in quarkus.datasource.reactive.url.";
            case "53300" -> "Lower quarkus.datasource.reactive.max-size, or raise the server's max_connections.";
            default -> "Check quarkus.datasource.username and quarkus.datasource.password, and the server's pg_hba.conf.";
        };
        return new DatabaseException("the server of datasource " + dataSource + " refused the connection: "
                + e.getErrorMessage() + " (SQLSTATE " + state + "). " + cure,
                new ErrorDetails("STRATA-2104", dataSource, state, null, null, null, null), e);
    }

    /** The server's DETAIL names values ("Key (email)=(…) already exists"), so the driver's exception must not travel. */
    private static Throwable withoutValues(PgException e) {
        String state = String.valueOf(e.getSqlState());
        String message = String.valueOf(e.getErrorMessage());
        return e.getDetail() == null && e.getWhere() == null && message.equals(withoutValues(message, state)) ? e : null;
    }

    /**
     * Data exceptions quote the value: {@code invalid input syntax for type integer: "…"}. So do others, like a syntax error in
     * a tsquery, behind a colon, where names stand without one. A value may have quotes itself.
     */
    private static String withoutValues(String message, String state) {
        boolean names = state.startsWith("22") || message != null && message.startsWith("permission denied to set role");
        return message == null ? null
                : message.replaceAll(names ? "(?s)\".*\"" : "(?s): \".*\"",
                        names ? "\"…\"" : ": \"…\"");
    }

    private static String code(String state) {
        return switch (state) {
            case "23505" -> "STRATA-2301";
            case "23503", "23001" -> "STRATA-2302";
            case "23514", "23P01" -> "STRATA-2303";
            case "23502" -> "STRATA-2304";
            case "40001" -> "STRATA-2305";
            case "40P01" -> "STRATA-2306";
            case "57014", "55P03" -> "STRATA-2307";
            case "25P03", "25P04" -> "STRATA-2308";
            case "57P01", "57P02", "57P03", "57P05" -> "STRATA-2103";
            default -> state.startsWith("08") ? "STRATA-2103" : "STRATA-2300";
        };
    }
}
