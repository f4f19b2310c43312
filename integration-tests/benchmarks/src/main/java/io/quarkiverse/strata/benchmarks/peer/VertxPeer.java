package io.quarkiverse.strata.benchmarks.peer;

import static io.quarkiverse.strata.benchmarks.Turns.future;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.strata.benchmarks.Database;
import io.quarkiverse.strata.benchmarks.Work;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/** The driver alone: the floor that everything reactive stands on. */
public final class VertxPeer implements Peer, TransactionPeer {

    static final String ONE = "SELECT id, title, author, pages, price, added_at FROM book WHERE id = $1";
    static final String SEVERAL = "SELECT id, title, author, pages, price, added_at FROM book WHERE id <= $1";
    static final String CHANGE = "UPDATE book SET pages = $1 WHERE id = $2";
    static final String INSERT = "INSERT INTO loan (title, author, pages, price, added_at) VALUES ($1, $2, $3, $4, $5)";
    static final int AT_ONCE = 64;
    static final int PAGES = 321;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Pool pool;

    public VertxPeer(Database database) {
        pool = PgBuilder.pool().with(new PoolOptions().setMaxSize(database.pool())).connectingTo(options(database)).using(vertx)
                .build();
    }

    static PgConnectOptions options(Database database) {
        return PgConnectOptions.fromUri(database.reactiveUrl()).setUser(Database.USER).setPassword("")
                .setCachePreparedStatements(true);
    }

    @Override
    public Work ping() {
        return future(context, () -> pool.query("SELECT 1").execute());
    }

    @Override
    public Work one() {
        return future(context, () -> pool.preparedQuery(ONE).execute(Tuple.of(Keys.next())).map(VertxPeer::first));
    }

    @Override
    public Work oneConcurrently() {
        return future(context, AT_ONCE, () -> pool.preparedQuery(ONE).execute(Tuple.of(Keys.next())).map(VertxPeer::first));
    }

    @Override
    public Work several(int books) {
        return future(context, () -> pool.preparedQuery(SEVERAL).execute(Tuple.of((long) books)).map(VertxPeer::all));
    }

    @Override
    public Work change() {
        return future(context, () -> pool.preparedQuery(CHANGE).execute(Tuple.of(PAGES, Keys.next())));
    }

    @Override
    public Work readFirst() {
        return future(context, () -> pool.withTransaction(
                connection -> connection.preparedQuery(ONE).execute(Tuple.of(Keys.next())).map(VertxPeer::first)));
    }

    @Override
    public Work writeFirst() {
        return future(context, () -> pool.withTransaction(
                connection -> connection.preparedQuery(CHANGE).execute(Tuple.of(PAGES, Keys.next()))));
    }

    @Override
    public Work transaction() {
        return future(context, () -> {
            long id = Keys.next();
            return pool.withTransaction(connection -> connection.preparedQuery(ONE).execute(Tuple.of(id)).map(VertxPeer::first)
                    .compose(book -> connection.preparedQuery(CHANGE).execute(Tuple.of(book.pages() + 1, id))));
        });
    }

    @Override
    public Work insert() {
        return future(context, () -> pool.preparedQuery(INSERT + " RETURNING id").execute(values(Book.fresh(1)))
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    @Override
    public Work insertMany() {
        return future(context, () -> {
            List<Tuple> batch = new ArrayList<>(Book.MANY);
            for (int i = 0; i < Book.MANY; i++) {
                batch.add(values(Book.fresh(i)));
            }
            return pool.withTransaction(connection -> connection.preparedQuery(INSERT).executeBatch(batch));
        });
    }

    private static Tuple values(Book book) {
        return Tuple.of(book.title(), book.author(), book.pages(), book.price(), book.addedAt());
    }

    private static Book first(RowSet<Row> rows) {
        return book(rows.iterator().next());
    }

    private static List<Book> all(RowSet<Row> rows) {
        List<Book> books = new ArrayList<>(rows.size());
        for (Row row : rows) {
            books.add(book(row));
        }
        return books;
    }

    private static Book book(Row row) {
        return new Book(row.getLong(0), row.getString(1), row.getString(2), row.getInteger(3), row.getBigDecimal(4),
                row.getOffsetDateTime(5));
    }

    @Override
    public void close() {
        pool.close();
        vertx.close();
    }
}
