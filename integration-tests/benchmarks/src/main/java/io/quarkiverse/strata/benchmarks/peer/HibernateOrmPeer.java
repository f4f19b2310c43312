package io.quarkiverse.strata.benchmarks.peer;

import java.sql.SQLException;

import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.strata.benchmarks.Database;
import io.quarkiverse.strata.benchmarks.Work;

/** Hibernate ORM on JDBC with Agroal, as a Quarkus application has it. */
public final class HibernateOrmPeer implements Peer {

    private static final int BATCH = 50;

    private final AgroalDataSource pool;
    private final SessionFactory sessions;

    public HibernateOrmPeer(Database database) throws SQLException {
        pool = Pools.agroal(database);
        Configuration configuration = new Configuration().addAnnotatedClass(BookEntity.class)
                .addAnnotatedClass(LoanEntity.class)
                .setProperty("hibernate.id.optimizer.pooled.preferred", "pooled-lo")
                .setProperty("hibernate.jdbc.batch_size", String.valueOf(BATCH));
        configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool);
        sessions = configuration.buildSessionFactory();
    }

    @Override
    public Work one() {
        return times -> {
            for (int i = 0; i < times; i++) {
                sessions.inSession(session -> session.find(BookEntity.class, Keys.next()));
            }
        };
    }

    @Override
    public Work oneConcurrently() {
        return Threads.of(() -> sessions.inSession(session -> session.find(BookEntity.class, Keys.next())));
    }

    @Override
    public Work several(int books) {
        return times -> {
            for (int i = 0; i < times; i++) {
                sessions.inSession(session -> session.createSelectionQuery("from BookEntity where id <= :id", BookEntity.class)
                        .setParameter("id", (long) books).getResultList());
            }
        };
    }

    @Override
    public Work transaction() {
        return times -> {
            for (int i = 0; i < times; i++) {
                sessions.inTransaction(session -> session.find(BookEntity.class, Keys.next()).pages++);
            }
        };
    }

    @Override
    public Work insert() {
        return times -> {
            for (int i = 0; i < times; i++) {
                sessions.inTransaction(session -> session.persist(LoanEntity.of(Book.fresh(1))));
            }
        };
    }

    @Override
    public Work insertMany() {
        return times -> {
            for (int i = 0; i < times; i++) {
                sessions.inTransaction(session -> {
                    for (int n = 0; n < Book.MANY; n++) {
                        session.persist(LoanEntity.of(Book.fresh(n)));
                    }
                });
            }
        };
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }
}
