package io.quarkiverse.strata.benchmarks.peer;

import java.util.function.Supplier;

import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.vertx.VertxInstance;

import io.quarkiverse.strata.benchmarks.Database;
import io.quarkiverse.strata.benchmarks.Turns;
import io.quarkiverse.strata.benchmarks.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Hibernate Reactive on the same driver. */
public final class HibernateReactivePeer implements Peer, TransactionPeer {

    private static final int BATCH = 50;

    private final Vertx vertx = Vertx.vertx();
    private final Mutiny.SessionFactory sessions;

    public HibernateReactivePeer(Database database) {
        Configuration configuration = new Configuration().addAnnotatedClass(BookEntity.class)
                .addAnnotatedClass(LoanEntity.class)
                .setProperty("hibernate.connection.url", database.reactiveUrl())
                .setProperty("hibernate.connection.username", Database.USER)
                .setProperty("hibernate.connection.password", "")
                .setProperty("hibernate.vertx.prepared_statement_cache.max_size", "256")
                .setProperty("hibernate.id.optimizer.pooled.preferred", "pooled-lo")
                .setProperty("hibernate.jdbc.batch_size", String.valueOf(BATCH))
                .setProperty("hibernate.connection.pool_size", String.valueOf(database.pool()));
        StandardServiceRegistry registry = new ReactiveServiceRegistryBuilder()
                .applySettings(configuration.getProperties())
                .addService(VertxInstance.class, (VertxInstance) () -> vertx).build();
        sessions = configuration.buildSessionFactory(registry).unwrap(Mutiny.SessionFactory.class);
    }

    /** Each call is a request of its own: sessions are bound to the Vert.x context, so a shared one would nest them. */
    private Work uni(int atOnce, Supplier<Uni<?>> work) {
        return Turns.uni(vertx.getOrCreateContext(), atOnce, work);
    }

    @Override
    public Work ping() {
        return uni(1, () -> sessions.openSession().chain(session -> session.createNativeQuery("SELECT 1", Integer.class)
                .getSingleResult().eventually(session::close)));
    }

    @Override
    public Work one() {
        return uni(1, () -> sessions.openSession()
                .chain(session -> session.find(BookEntity.class, Keys.next()).eventually(session::close)));
    }

    @Override
    public Work oneConcurrently() {
        return uni(VertxPeer.AT_ONCE, () -> sessions.openSession()
                .chain(session -> session.find(BookEntity.class, Keys.next()).eventually(session::close)));
    }

    @Override
    public Work several(int books) {
        return uni(1, () -> sessions.openSession().chain(session -> session
                .createSelectionQuery("from BookEntity where id <= :id", BookEntity.class).setParameter("id", (long) books)
                .getResultList().eventually(session::close)));
    }

    @Override
    public Work change() {
        return uni(1, () -> sessions.openSession().chain(session -> change(session).eventually(session::close)));
    }

    @Override
    public Work readFirst() {
        return uni(1, () -> sessions.openSession().chain(session -> session
                .withTransaction(tx -> session.find(BookEntity.class, Keys.next())).eventually(session::close)));
    }

    @Override
    public Work writeFirst() {
        return uni(1, () -> sessions.openSession()
                .chain(session -> session.withTransaction(tx -> change(session)).eventually(session::close)));
    }

    private static Uni<Integer> change(Mutiny.Session session) {
        return session.createMutationQuery("update BookEntity set pages = :pages where id = :id")
                .setParameter("pages", VertxPeer.PAGES).setParameter("id", Keys.next()).executeUpdate();
    }

    @Override
    public Work transaction() {
        return uni(1, () -> sessions.openSession().chain(session -> session
                .withTransaction(tx -> session.find(BookEntity.class, Keys.next()).invoke(book -> book.pages++))
                .eventually(session::close)));
    }

    @Override
    public Work insert() {
        return uni(1, () -> sessions.openSession().chain(session -> session
                .withTransaction(tx -> session.persist(LoanEntity.of(Book.fresh(1)))).eventually(session::close)));
    }

    @Override
    public Work insertMany() {
        return uni(1, () -> {
            Object[] loans = new Object[Book.MANY];
            for (int i = 0; i < loans.length; i++) {
                loans[i] = LoanEntity.of(Book.fresh(i));
            }
            return sessions.openSession().chain(session -> session
                    .withTransaction(tx -> session.persistAll(loans)).eventually(session::close));
        });
    }

    @Override
    public void close() {
        sessions.close();
        vertx.close();
    }
}
