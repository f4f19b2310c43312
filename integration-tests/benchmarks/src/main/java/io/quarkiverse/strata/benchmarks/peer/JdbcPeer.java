package io.quarkiverse.strata.benchmarks.peer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

import com.zaxxer.hikari.HikariDataSource;

import io.quarkiverse.strata.benchmarks.Database;
import io.quarkiverse.strata.benchmarks.Work;

/** JDBC by hand with HikariCP. */
public final class JdbcPeer implements TransactionPeer {

    private static final String ONE = "SELECT id, title, author, pages, price, added_at FROM book WHERE id = ?";
    private static final String CHANGE = "UPDATE book SET pages = ? WHERE id = ?";
    private static final int PAGES = 321;

    private final HikariDataSource pool;

    public JdbcPeer(Database database) {
        pool = Pools.hikari(database);
    }

    @Override
    public Work ping() {
        return repeat(true, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
                statement.execute();
            }
        });
    }

    @Override
    public Work one() {
        return repeat(true, connection -> read(connection, Keys.next()));
    }

    @Override
    public Work change() {
        return repeat(true, connection -> change(connection, PAGES, Keys.next()));
    }

    @Override
    public Work readFirst() {
        return repeat(false, connection -> read(connection, Keys.next()));
    }

    @Override
    public Work writeFirst() {
        return repeat(false, connection -> change(connection, PAGES, Keys.next()));
    }

    @Override
    public Work transaction() {
        return repeat(false, connection -> {
            Book book = read(connection, Keys.next());
            change(connection, book.pages() + 1, book.id());
        });
    }

    private Work repeat(boolean autoCommit, Statements statements) {
        return times -> {
            for (int i = 0; i < times; i++) {
                try (Connection connection = pool.getConnection()) {
                    connection.setAutoCommit(autoCommit);
                    statements.run(connection);
                    if (!autoCommit) {
                        connection.commit();
                    }
                }
            }
        };
    }

    private static Book read(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ONE)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Book(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), row.getBigDecimal(5),
                        row.getObject(6, OffsetDateTime.class));
            }
        }
    }

    private static void change(Connection connection, int pages, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CHANGE)) {
            statement.setInt(1, pages);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    @FunctionalInterface
    private interface Statements {
        void run(Connection connection) throws SQLException;
    }
}
