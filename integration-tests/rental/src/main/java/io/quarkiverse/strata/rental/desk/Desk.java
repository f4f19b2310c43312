package io.quarkiverse.strata.rental.desk;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.notExists;
import static io.quarkiverse.strata.sql.Sql.now;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.set;
import static io.quarkiverse.strata.sql.Sql.update;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.CheckViolationException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.Transactional;
import io.quarkiverse.strata.UniqueViolationException;
import io.quarkiverse.strata.rental.customer.Customer;
import io.quarkiverse.strata.rental.film.Film;
import io.quarkiverse.strata.rental.store.Store;
import io.quarkiverse.strata.rental.web.Refusal;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Select;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Rents films and takes them back. */
@ApplicationScoped
public class Desk {

    private static final Logger LOG = Logger.getLogger(Desk.class);

    private final Database db;

    Desk(Database db) {
        this.db = db;
    }

    // tag::transaction[]
    /**
     * A customer takes a film home, or is refused: 404 when the customer, film or store is unknown, 409 when no copy is left.
     */
    public Uni<Receipt> rent(RentalRequest request) {
        return db.transaction(tx -> order(tx, request)
                .chain(order -> handOut(tx, order)
                        .chain(rental -> tx.insert(Payment.of(rental, order.film().rentalRate()))
                                .chain(() -> credit(tx, order.customer()))
                                .map(card -> Receipt.of(order.film(), rental, card)))))
                .onFailure(UniqueViolationException.class).retry().atMost(2); // another desk gave this copy away
    }

    /**
     * A point on the loyalty card. A full card gives none, which is no reason to lose the rental: a savepoint keeps them apart.
     */
    private Uni<LoyaltyCard> credit(Transaction tx, Customer customer) {
        return tx.savepoint(sp -> sp.single(onePointFor(customer.customerId())))
                .onFailure(CheckViolationException.class).recoverWithItem(() -> {
                    LOG.infof("The loyalty card of customer %d is full", customer.customerId());
                    return null;
                });
    }
    // end::transaction[]

    private record Order(Customer customer, Film film, Store store) {
    }

    private static Uni<Order> order(Queries db, RentalRequest request) {
        return Uni.combine().all().unis(
                db.find(Customer.class, request.customerId())
                        .onItem().ifNull().failWith(() -> Refusal.unknown("customer", request.customerId())),
                db.find(Film.class, request.filmId())
                        .onItem().ifNull().failWith(() -> Refusal.unknown("film", request.filmId())),
                db.find(Store.class, request.storeId())
                        .onItem().ifNull().failWith(() -> Refusal.unknown("store", request.storeId())))
                .with(Order::new);
    }

    private static Uni<Rental> handOut(Queries db, Order order) {
        Film film = order.film();
        Store store = order.store();
        return db.first(freeCopy(film.filmId(), store.storeId()))
                .onItem().ifNull().failWith(
                        () -> Refusal.conflict(film.title() + " is out of stock in store " + store.storeId() + "."))
                .chain(copy -> db.insert(Rental.of(copy, order.customer().customerId(), store.managerStaffId())));
    }

    // tag::lock[]
    /** Locks a copy that is on the shelf. Desks that ask at the same time don't wait: each gets another copy. */
    static Select<Long> freeCopy(long filmId, long storeId) {
        return select(col(Copy::inventoryId)).from(Copy.class)
                .where(col(Copy::filmId).eq(filmId), col(Copy::storeId).eq(storeId),
                        notExists(select(col(Rental::rentalId)).from(Rental.class)
                                .where(col(Rental::inventoryId).eq(col(Copy::inventoryId)), col(Rental::returnDate).isNull())))
                .orderBy(col(Copy::inventoryId)).limit(1)
                .forUpdate().skipLocked();
    }
    // end::lock[]

    // tag::upsert[]
    static Query<LoyaltyCard> onePointFor(long customerId) {
        return insertInto(LoyaltyCard.class).record(new LoyaltyCard(customerId, 1))
                .onConflict("customer_id").doUpdate(set("points", col(LoyaltyCard::points).plus(1)))
                .returning(LoyaltyCard.class);
    }
    // end::upsert[]

    /** A copy comes back, or is refused: 404 when the rental is unknown, 409 when it was brought back before. */
    // tag::returning[]
    @Transactional
    public Uni<Rental> bringBack(long rentalId) {
        return db.first(update(Rental.class).set(col(Rental::returnDate), now())
                .where(col(Rental::rentalId).eq(rentalId), col(Rental::returnDate).isNull())
                .returning(Rental.class))
                .onItem().ifNull().switchTo(() -> notOut(rentalId));
    }
    // end::returning[]

    private Uni<Rental> notOut(long rentalId) {
        return db.find(Rental.class, rentalId).map(rental -> {
            throw rental == null ? Refusal.unknown("rental", rentalId)
                    : Refusal.conflict("Rental " + rentalId + " was brought back already.");
        });
    }

    /** All rentals, the oldest first. They come through a cursor as fast as the subscriber takes them. */
    // tag::stream[]
    public Multi<Rental> all() {
        return db.stream(select(Rental.class).orderBy(col(Rental::rentalId)));
    }
    // end::stream[]
}
