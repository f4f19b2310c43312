package io.quarkiverse.strata.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collector;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.Plan;
import io.quarkiverse.strata.mapping.Mapping;
import io.quarkiverse.strata.mapping.RecordMapper.RowReader;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;

/** One statement's trip over a connection, its values encoded already. Made for one subscription. */
public final class Call<R> {

    private final Statement statement;
    private final CallOptions options;
    private final String text;
    private final Tuple values;
    private final Function<Answer, R> result;
    private Watch watch = Watch.NONE;
    private TimeLimit limit;
    /** Set last: whoever sees it sees the rest. */
    private volatile String dataSource;
    private boolean inScope;
    private boolean throughPooler;
    private boolean askedOfCache;
    private ResultLimits limits = ResultLimits.NONE;
    private LongSupplier received = () -> 0;
    private Consumer<Throwable> exceeded = failure -> {
    };
    private Runnable doubt = () -> {
    };
    private boolean inTransaction;
    private boolean isText;
    private Map<String, String> settings = Map.of();

    private Call(Statement statement, CallOptions options, Function<Answer, R> result) {
        this(statement, options, statement.rendered(), result);
    }

    private Call(Statement statement, CallOptions options, Rendered rendered, Function<Answer, R> result) {
        this(statement, options, rendered.text(), Mapping.tuple(rendered.parameters()), result);
        refuseOnReplica(statement, options);
        TransactionControl.refuse(text);
        CacheMisuse.refuseWrite(statement, options);
    }

    private Call(Statement statement, CallOptions options, String text, Tuple values, Function<Answer, R> result) {
        this.statement = statement;
        this.options = options;
        this.text = text;
        this.values = values;
        this.result = result;
    }

    /** All rows, mapped. */
    public static <T> Call<List<T>> list(Query<T> query, CallOptions options) {
        return new Call<>(query, options, rows -> {
            RowReader<T> reader = Mapping.reader(query.shape(), rows.columns());
            List<T> items = new ArrayList<>(rows.rows().size());
            for (Row row : rows.rows()) {
                items.add(reader.read(row));
            }
            return items;
        });
    }

    /** The first row mapped, null without one. */
    public static <T> Call<T> first(Query<T> query, CallOptions options) {
        return new Call<>(query, options, rows -> rows.rows().isEmpty() ? null
                : Mapping.reader(query.shape(), rows.columns()).read(rows.rows().get(0)));
    }

    /** The only row mapped. */
    public static <T> Call<T> single(Query<T> query, CallOptions options) {
        return new Call<>(query, options, rows -> {
            if (rows.rows().isEmpty()) {
                throw Failures.noResult(query.rendered().text());
            }
            if (rows.rows().size() > 1) {
                throw Failures.nonUniqueResult(query.rendered().text(), rows.rows().size());
            }
            return Mapping.reader(query.shape(), rows.columns()).read(rows.rows().get(0));
        });
    }

    /** The number of rows touched. */
    public static Call<Integer> count(Statement statement, CallOptions options) {
        return new Call<>(statement, options, Answer::count);
    }

    /** How the server would run a statement. */
    public static Call<Plan> explain(Explained statement, CallOptions options) {
        Call<Plan> call = new Call<>(statement, options, answer -> PlanReader.read(answer.rows().get(0).getValue(0)));
        call.isText = statement.options().genericPlan();
        return call;
    }

    /** @throws IllegalArgumentException when a replica is wanted for a statement that writes */
    public static void refuseOnReplica(Statement statement, CallOptions options) {
        if (options.target() == CallOptions.Target.REPLICA && statement.writes()) {
            throw new IllegalArgumentException(
                    "STRATA-2120: the statement writes or locks rows, and a replica only reads. Leave "
                            + "onReplica() out. Statement: " + statement.rendered().text());
        }
    }

    /** The same trip whose result is the answer as it is. @param changed what is asked for instead */
    public Call<Answer> raw(CallOptions changed) {
        return new Call<>(statement, changed, text, values, Function.identity());
    }

    /** What this call makes of an answer. */
    public R map(Answer answer) {
        return result.apply(answer);
    }

    public Statement statement() {
        return statement;
    }

    public CallOptions options() {
        return options;
    }

    /** The SQL. */
    public String text() {
        return text;
    }

    /** The SQL, and before it where the call was made if that is known: for messages. */
    public String described() {
        return options.callSite() == null ? text : options.callSite() + ": " + text;
    }

    /** The parameters, encoded for the driver. */
    public Tuple values() {
        return values;
    }

    /** Whether it may change data: such a call is never cancelled in the server when it is its own COMMIT. */
    public boolean writes() {
        return statement.writes();
    }

    /** Takes the times from here on. @param inTransaction whether it runs in a transaction or on a lent connection */
    public Call<R> watchedBy(List<StatementListener> listeners, String dataSource, boolean inTransaction) {
        this.inScope = inTransaction;
        watch = Watch.start(listeners, dataSource, statement, options, inTransaction);
        this.dataSource = dataSource;
        return this;
    }

    /** @param given settings of the transaction that it is run in, which decide what it sees */
    public Call<R> with(Map<String, String> given) {
        settings = given;
        return this;
    }

    /** Of the transaction that it is run in where that isn't open yet; empty for none. */
    public Map<String, String> settings() {
        return settings;
    }

    /** The cache answers it, or a {@link #raw} trip that others may wait for, too. */
    public Call<R> askedOfCache(String dataSource) {
        this.askedOfCache = true;
        this.dataSource = dataSource;
        return this;
    }

    boolean isAskedOfCache() {
        return askedOfCache;
    }

    /** @param told when a limit may have stayed on its connection, which is none to go on with then */
    public Call<R> doubtedBy(Runnable told) {
        doubt = told;
        return this;
    }

    /**
     * Bounds its result. Call it before each run.
     *
     * @param most where the call doesn't ask for its own limits
     * @param bytes how many its connection has got so far
     * @param told as soon as the result is too large, on the connection's event loop
     */
    public Call<R> boundedBy(ResultLimits most, LongSupplier bytes, Consumer<Throwable> told) {
        limits = most.with(options);
        received = bytes;
        exceeded = told;
        return this;
    }

    Call<R> limitedBy(TimeLimit most) {
        limit = most;
        return this;
    }

    /** Null before it is known who runs it. */
    String dataSource() {
        return dataSource;
    }

    /** Its connection is lent by transaction: no setting outlasts one, and nothing is cancelled. */
    public void throughPooler() {
        throughPooler = true;
    }

    /** Whether it is sent in a transaction of its own for its time limit, one message after another. */
    public boolean isSentInSteps() {
        return throughPooler && limit != null;
    }

    /** Whether what it changes stays, whatever becomes of its caller. */
    boolean isItsOwnCommit() {
        return writes() && !inTransaction;
    }

    /** Whether it runs in a transaction or on a lent connection. */
    boolean isInScope() {
        return inScope;
    }

    /** Who ends it when its time is over. */
    boolean isEndedByServer() {
        return inScope || writes() || throughPooler;
    }

    /** Sends it outside any transaction. A wrong value fails the result. @param server the server's name, for listeners */
    public Future<R> run(SqlConnection connection, String server) {
        return run(connection, server, false);
    }

    /** Sends it. @param inTransaction whether a transaction is open on the connection */
    public Future<R> run(SqlConnection connection, String server, boolean inTransaction) {
        this.inTransaction = inTransaction;
        DatabaseException refusal = ServerVersion.refusal(statement, connection, dataSource);
        if (refusal != null) {
            return Future.failedFuture(refusal);
        }
        return limit == null ? send(connection, server)
                : throughPooler && !inTransaction ? limit.sendAlone(connection, () -> send(connection, server))
                        : limit.send(connection, isEndedByServer(), inTransaction, doubt, () -> send(connection, server));
    }

    private Future<R> send(SqlConnection connection, String server) {
        watch.sent(server);
        try {
            Collector<Row, ?, List<Row>> rows = ResultRows.collector(this, limits, received, exceeded);
            Future<SqlResult<List<Row>>> sent = isText ? connection.query(text).collecting(rows).execute()
                    : connection.preparedQuery(text).collecting(rows).execute(values);
            return sent.map(answered -> {
                Answer answer = Answer.of(text, answered);
                watch.answered(answer.count());
                return result.apply(answer);
            });
        } catch (Throwable mistake) {
            return Future.failedFuture(mistake);
        }
    }

    /** Tells those who listen that it is over. @param failure null when it went well */
    public void ended(Throwable failure) {
        if (!(failure instanceof TimeLimit.NotSent)) { // its caller's failure is told instead
            watch.ended(failure);
        }
    }
}
