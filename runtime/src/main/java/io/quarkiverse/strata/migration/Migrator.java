package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.literal;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/** {@link Migrations} over connections of its own: one changes the schema, one holds the lock. */
public final class Migrator implements Migrations {

    private static final Logger LOG = Logger.getLogger(Migrator.class);
    private static final String UNDEFINED_TABLE = "42P01";
    /** No table, or one of an older Strata that lacks a column. */
    private static final Set<String> UNDEFINED = Set.of(UNDEFINED_TABLE, "42703");

    private final Supplier<Future<SqlConnection>> connect;
    private final MigrationSet set;
    private final MigratorOptions options;
    private final Failures failures;
    private final Moves moves;

    /**
     * @param connect opens a connection that belongs to no pool; it is closed after use
     */
    public Migrator(Supplier<Future<SqlConnection>> connect, MigrationSet set, MigratorOptions options) {
        this.connect = connect;
        this.set = set;
        this.options = options;
        this.failures = new Failures(options.dataSource());
        this.moves = new Moves(set, options, failures);
    }

    @Override
    public Uni<MigrationReport> migrate() {
        return migrate(MigrationProgress.NONE);
    }

    @Override
    public Uni<MigrationReport> migrate(MigrationProgress progress) {
        return detached(() -> withConnection(connection -> upToDate(connection).compose(nothingToDo -> {
            if (nothingToDo) {
                LOG.debugf("Nothing to migrate: %d migrations of datasource %s are applied", set.size(), options.dataSource());
                return Future.succeededFuture(new MigrationReport(List.of()));
            }
            return locked(connection, session -> new MigrationWork(session, set, progress).migrate());
        })));
    }

    @Override
    public Uni<MigrationReport> rollback(Rollback rollback) {
        return rollback(rollback, MigrationProgress.NONE);
    }

    @Override
    public Uni<MigrationReport> rollback(Rollback rollback, MigrationProgress progress) {
        return detached(() -> withConnection(
                connection -> locked(connection, session -> new MigrationWork(session, set, progress).rollback(rollback))));
    }

    @Override
    public Uni<RollbackPlan> planRollback(Rollback rollback) {
        return detached(() -> withConnection(connection -> home(connection).compose(history -> standing(connection)
                .compose(standing -> Wire.compute(() -> moves.down(standing, rollback)))
                .compose(down -> marking(connection).read()
                        .compose(marked -> MigrationWork.loss(connection, history.schema(), marked, down))))));
    }

    @Override
    public Uni<List<String>> baseline(String id) {
        String last = MigrationId.of(id).toString();
        return keeping(history -> history.baseline(last));
    }

    @Override
    public Uni<List<String>> importHistory(HistoryImport source) {
        return keeping(history -> history.importFrom(source));
    }

    @Override
    public Uni<Void> accept(String id, String reason) {
        String accepted = MigrationId.of(id).toString();
        return keeping(history -> history.accept(accepted, reason));
    }

    @Override
    public Uni<List<String>> repair() {
        return keeping(HistoryKeeping::repair);
    }

    private <T> Uni<T> keeping(Function<HistoryKeeping, Future<T>> work) {
        return detached(() -> withConnection(connection -> locked(connection,
                session -> new MigrationWork(session, set, MigrationProgress.NONE).prepare()
                        .compose(ready -> work.apply(new HistoryKeeping(session, set))))));
    }

    @Override
    public Uni<SchemaContents> contents() {
        return detached(() -> withConnection(connection -> home(connection)
                .compose(history -> cleaner(connection, history).contents())));
    }

    @Override
    public Uni<SchemaContents> dropAll(String database) {
        return detached(() -> withConnection(connection -> locked(connection,
                session -> cleaner(connection, session.history()).drop(session, database))));
    }

    @Override
    public Uni<DatabaseMark> mark() {
        return detached(() -> withConnection(connection -> marking(connection).read())
                .map(marked -> new DatabaseMark(marked.database(), marked.mark().environment())));
    }

    @Override
    public Uni<Void> mark(String environment) {
        return detached(() -> withConnection(connection -> home(connection)
                .compose(history -> (options.schema() == null ? Future.succeededFuture()
                        : Wire.send(connection, history.createSchema()))
                        .compose(ready -> marking(connection).write(history.schema(), environment)))));
    }

    private SchemaCleaner cleaner(SqlConnection connection, History history) {
        return new SchemaCleaner(connection, history.schema(), marking(connection));
    }

    private Marking marking(SqlConnection connection) {
        return new Marking(connection, failures, options.dataSource());
    }

    @Override
    public Uni<List<MigrationStatus>> status() {
        return detached(() -> withConnection(this::standing).map(Standing::statuses));
    }

    @Override
    public Uni<List<MigrationScript>> scripts() {
        return detached(() -> Wire.compute(
                () -> set.inOrder().stream().map(migration -> MigrationScript.of(migration, failures)).toList()));
    }

    @Override
    public Uni<MigrationPlan> plan() {
        return detached(() -> withConnection(this::standing).compose(standing -> Wire.compute(() -> new MigrationPlan(
                moves.up(standing).stream().map(Move::planned).toList()))));
    }

    private Future<Boolean> upToDate(SqlConnection connection) {
        return Wire.send(connection, History.summary(options.schema(), options.table())).map(rows -> {
            Row row = rows.iterator().next();
            return row.getBoolean("finished") && row.getBoolean("here") && row.getLong("applied") == set.size()
                    && row.getInteger("format") <= Checksums.FORMAT
                    && row.getString("hash").equals(Checksums.ofAll(set.definitions()));
        }).recover(failure -> UNDEFINED.contains(String.valueOf(Wire.sqlState(failure))) ? Future.succeededFuture(false)
                : Future.failedFuture(failure));
    }

    private Future<Standing> standing(SqlConnection connection) {
        return home(connection)
                .compose(history -> Wire.send(connection, history.rows())
                        .map(rows -> Wire.list(rows).stream().map(HistoryRow::of).toList())
                        .recover(failure -> UNDEFINED_TABLE.equals(Wire.sqlState(failure)) ? Future.succeededFuture(List.of())
                                : Future.failedFuture(failure))
                        .map(rows -> new Standing(set, rows, history)));
    }

    private Future<History> home(SqlConnection connection) {
        return home(Wire.send(connection, "SELECT current_schema()").map(rows -> rows.iterator().next()));
    }

    private Future<History> home(Future<Row> first) {
        return first.map(row -> {
            String schema = options.schema() == null ? row.getString(0) : options.schema();
            if (schema == null) {
                throw failures.of("STRATA-3213", "the search path of datasource " + options.dataSource()
                        + " names no schema that exists: create one, or set quarkus.strata.migration.schema", null, null);
            }
            return new History(schema, options.table());
        });
    }

    private <T> Future<T> locked(SqlConnection connection, Function<MigrationSession, Future<T>> work) {
        Future<Row> self = Wire.send(connection, "SELECT current_schema(), pid, backend_start::text AS started"
                + " FROM pg_catalog.pg_stat_activity WHERE pid = pg_backend_pid()").map(rows -> rows.iterator().next());
        return home(self)
                .compose(history -> MigrationLock.acquire(this::connect, history.lockKey(), options).compose(lock -> {
                    lock.onLost(() -> terminate(self.result()));
                    return work.apply(new MigrationSession(connection, lock, history, options, failures))
                            .eventually(lock::release);
                }));
    }

    /** Whoever lost the lock must not go on: another instance may have begun. */
    private void terminate(Row backend) {
        LOG.errorf("The migration lock of datasource %s was lost, stopping the migration", options.dataSource());
        connect().compose(connection -> Wire.send(connection,
                "SELECT pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE pid = " + backend.getInteger("pid")
                        + " AND backend_start = " + literal(backend.getString("started")) + "::timestamptz")
                .eventually(() -> connection.close()))
                .onFailure(failure -> LOG.errorf("Backend %d couldn't be stopped: %s", backend.getInteger("pid"),
                        Wire.words(failure)));
    }

    private Future<SqlConnection> connect() {
        return connect.get().recover(failure -> Future.failedFuture(failures.other(failure)));
    }

    private <T> Future<T> withConnection(Function<SqlConnection, Future<T>> work) {
        return connect().compose(connection -> {
            connection.exceptionHandler(failure -> LOG.debug("The connection of the migrations failed", failure));
            Future<T> result;
            try {
                result = work.apply(connection);
            } catch (RuntimeException e) {
                result = Future.failedFuture(e);
            }
            return result.eventually(() -> connection.close().otherwiseEmpty());
        });
    }

    private <T> Uni<T> detached(Supplier<Future<T>> work) {
        return Uni.createFrom().emitter(emitter -> work.get().onComplete(emitter::complete,
                failure -> emitter.fail(failures.other(failure))));
    }
}
