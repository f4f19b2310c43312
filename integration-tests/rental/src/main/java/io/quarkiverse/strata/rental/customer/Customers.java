package io.quarkiverse.strata.rental.customer;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.function;
import static io.quarkiverse.strata.sql.Sql.lower;
import static io.quarkiverse.strata.sql.Sql.raw;
import static io.quarkiverse.strata.sql.Sql.select;

import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.ForeignKeyViolationException;
import io.quarkiverse.strata.rental.desk.Rental;
import io.quarkiverse.strata.rental.film.Film;
import io.quarkiverse.strata.rental.web.Refusal;
import io.quarkiverse.strata.sql.Condition;
import io.quarkiverse.strata.sql.Select;
import io.smallrye.mutiny.Uni;

/** What the service knows of customers. */
@ApplicationScoped
public class Customers {

    private final Database db;

    Customers(Database db) {
        this.db = db;
    }

    /** The first twenty whose name has the given part, by name. */
    public Uni<List<Customer>> named(String part) {
        Condition named = function(Integer.class, "strpos",
                lower(function("concat_ws", " ", col(Customer::firstName), col(Customer::lastName))),
                part.toLowerCase(Locale.ROOT)).gt(0);
        return db.list(select(Customer.class).where(named)
                .orderBy(col(Customer::lastName), col(Customer::firstName)).limit(20));
    }

    /** What a customer has at home, the longest first; 404 when there is no such customer. */
    public Uni<List<RentedFilm>> rented(long customerId) {
        return db.find(Customer.class, customerId)
                .onItem().ifNull().failWith(() -> Refusal.unknown("customer", customerId))
                .chain(() -> db.list(rentedBy(customerId)));
    }

    /** Which films a customer wants to hear of; 404 when that was never said. */
    public Uni<Newsletter> newsletter(long customerId) {
        return db.find(Newsletter.class, customerId)
                .onItem().ifNull().failWith(() -> Refusal.unknown("newsletter of customer", customerId));
    }

    /** Takes the place of what the customer said before; 404 when there is no such customer. */
    public Uni<Newsletter> subscribe(Newsletter newsletter) {
        return db.upsert(newsletter).onFailure(ForeignKeyViolationException.class)
                .transform(failure -> Refusal.unknown("customer", newsletter.customerId()));
    }

    // tag::join[]
    static Select<RentedFilm> rentedBy(long customerId) {
        return select(col(Rental::rentalId), col(Film::filmId), col(Film::title), col("store_id"), col(Rental::rentalDate),
                raw("rental_date + rental_duration * interval '1 day'").as("due_date"))
                .as(RentedFilm.class)
                .from(Rental.class)
                .join("inventory").using("inventory_id")
                .join(Film.class).using("film_id")
                .where(col(Rental::customerId).eq(customerId), col(Rental::returnDate).isNull())
                .orderBy(col(Rental::rentalDate), col(Rental::rentalId));
    }
    // end::join[]
}
