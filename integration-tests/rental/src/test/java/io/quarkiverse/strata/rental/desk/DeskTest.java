package io.quarkiverse.strata.rental.desk;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.deleteFrom;
import static io.quarkiverse.strata.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.UniqueViolationException;
import io.quarkiverse.strata.rental.web.Refusal;
import io.quarkiverse.strata.sql.Select;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/** What a rental leaves in the database. */
@QuarkusTest
class DeskTest {

    private static final long CUSTOMER = 7;
    private static final long BROOKLYN_DESERT = 100;

    @Inject
    Desk desk;

    @Inject
    Database db;

    @Test
    void aRentalLeavesARentalAPaymentAndAPoint() {
        Receipt receipt = now(desk.rent(new RentalRequest(CUSTOMER, BROOKLYN_DESERT, 1)));
        Payment payment = now(db.single(paymentFor(receipt.rentalId())));
        assertThat(payment.amount()).isEqualTo(receipt.amount()).isEqualByComparingTo("4.99");
        assertThat(payment.paymentDate()).isEqualTo(receipt.rentalDate());
        assertThat(payment.staffId()).isEqualTo(1);
        assertThat(now(db.find(LoyaltyCard.class, CUSTOMER))).isEqualTo(new LoyaltyCard(CUSTOMER, receipt.loyaltyPoints()));
        now(desk.bringBack(receipt.rentalId()));
    }

    @Test
    void whatFailsUnderTheSavepointLeavesTheRestOfTheRental() {
        long customer = 8;
        now(db.upsert(new LoyaltyCard(customer, 10)));
        Receipt receipt = now(desk.rent(new RentalRequest(customer, BROOKLYN_DESERT, 1)));
        assertThat(receipt.loyaltyPoints()).isNull();
        assertThat(now(db.find(Rental.class, receipt.rentalId())).returnDate()).isNull();
        assertThat(now(db.exists(paymentFor(receipt.rentalId())))).isTrue();
        assertThat(now(db.find(LoyaltyCard.class, customer)).points()).isEqualTo(10);
        now(desk.bringBack(receipt.rentalId()));
        now(db.execute(deleteFrom(LoyaltyCard.class).where(col(LoyaltyCard::customerId).eq(customer))));
    }

    @Test
    void aRefusedRentalLeavesNothing() {
        long rentals = now(db.count(select(Rental.class)));
        assertThatThrownBy(() -> now(desk.rent(new RentalRequest(CUSTOMER, 189, 1)))).isInstanceOf(Refusal.class)
                .hasMessage("CREATURES SHAKESPEARE is out of stock in store 1.");
        assertThat(now(db.count(select(Rental.class)))).isEqualTo(rentals);
    }

    @Test
    void theDatabaseItselfRefusesACopyThatIsOut() {
        Rental out = now(db.first(select(Rental.class).where(col(Rental::returnDate).isNull()).limit(1)));
        assertThatThrownBy(() -> now(db.insert(Rental.of(out.inventoryId(), CUSTOMER, 1))))
                .isInstanceOfSatisfying(UniqueViolationException.class,
                        failure -> assertThat(failure.details().constraint()).isEqualTo("rental_copy_out_once"));
    }

    @Test
    void rentingWorksInsideAnotherTransaction() {
        long rentals = now(db.count(select(Rental.class)));
        assertThatThrownBy(() -> now(db.transaction(tx -> desk.rent(new RentalRequest(CUSTOMER, BROOKLYN_DESERT, 1))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                .isInstanceOf(IllegalStateException.class).hasMessage("no");
        assertThat(now(db.count(select(Rental.class)))).isEqualTo(rentals);
    }

    private static Select<Payment> paymentFor(long rentalId) {
        return select(Payment.class).where(col(Payment::rentalId).eq(rentalId));
    }

    private static <T> T now(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(10));
    }
}
