package io.quarkiverse.strata.benchmarks.peer;

import static io.quarkiverse.strata.benchmarks.Turns.uni;
import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.param;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.sql.Sql.update;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.strata.benchmarks.Database;
import io.quarkiverse.strata.benchmarks.Work;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.pool.DedicatedConnections;
import io.quarkiverse.strata.pool.DriverPool;
import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.sql.Descriptors;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Update;
import io.quarkiverse.strata.transaction.PipelineBegin;
import io.quarkiverse.strata.transaction.TransactionalDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;

/** Strata as its documentation writes it: constants for what is asked often, records, bulk inserts by one call. */
public final class StrataPeer implements Peer, TransactionPeer {

    static {
        Descriptors.register(new BookMapper());
        Descriptors.register(new LoanMapper());
    }

    private static final Select<Book> ONE = select(Book.class).where(col(Book::id).eq(param("id", Long.class)));
    private static final Select<Book> SEVERAL = select(Book.class).where(col(Book::id).le(param("id", Long.class)));
    private static final Update CHANGE = update(Book.class).set(col(Book::pages), param("pages", Integer.class))
            .where(col(Book::id).eq(param("id", Long.class)));

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final PrimaryPool primary;
    private final Pool pool;
    private final TransactionalDatabase db;

    public StrataPeer(Database database) {
        pool = DriverPool.build(vertx, null, () -> Future.succeededFuture(VertxPeer.options(database)),
                PoolSettings.ofSize(database.pool()));
        DedicatedConnections dedicated = () -> PgConnection.connect(vertx, VertxPeer.options(database)).map(c -> c);
        primary = new PrimaryPool("<default>", vertx, pool, dedicated, Listeners.NONE);
        db = new TransactionalDatabase(primary, PipelineBegin.READS);
    }

    /** For the contest of acquisition. */
    public PrimaryPool pool() {
        return primary;
    }

    public Context context() {
        return context;
    }

    @Override
    public Work ping() {
        return uni(context, () -> db.execute(sql("SELECT 1")));
    }

    @Override
    public Work one() {
        return uni(context, () -> db.single(ONE.bind("id", Keys.next())));
    }

    @Override
    public Work oneConcurrently() {
        return uni(context, VertxPeer.AT_ONCE, () -> db.single(ONE.bind("id", Keys.next())));
    }

    @Override
    public Work several(int books) {
        return uni(context, () -> db.list(SEVERAL.bind("id", (long) books)));
    }

    @Override
    public Work change() {
        return uni(context, () -> db.execute(changed()));
    }

    @Override
    public Work readFirst() {
        return uni(context, () -> db.transaction(tx -> tx.single(ONE.bind("id", Keys.next()))));
    }

    @Override
    public Work writeFirst() {
        return uni(context, () -> db.transaction(tx -> tx.execute(changed())));
    }

    private static Update changed() {
        return CHANGE.bind("pages", VertxPeer.PAGES).bind("id", Keys.next());
    }

    @Override
    public Work transaction() {
        return uni(context, () -> {
            long id = Keys.next();
            return db.transaction(tx -> tx.single(ONE.bind("id", id))
                    .chain(book -> tx.execute(CHANGE.bind("pages", book.pages() + 1).bind("id", id))));
        });
    }

    @Override
    public Work insert() {
        return uni(context, () -> db.insert(Loan.of(Book.fresh(1))));
    }

    @Override
    public Work insertMany() {
        return uni(context, () -> {
            List<Loan> loans = new ArrayList<>(Book.MANY);
            for (int i = 0; i < Book.MANY; i++) {
                loans.add(Loan.of(Book.fresh(i)));
            }
            return db.insertAll(loans);
        });
    }

    @Override
    public void close() {
        pool.close();
        vertx.close();
    }
}
