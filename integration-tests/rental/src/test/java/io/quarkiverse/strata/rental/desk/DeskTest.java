package io.quarkiverse.strata.rental.desk;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.testing.Unis.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.UniqueViolationException;
import io.quarkiverse.strata.rental.web.Refusal;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.testing.RollbackAfterTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;

// tag::rollback[]
/** What a rental leaves in the database. Each test undoes its own. */
@QuarkusTest
@RollbackAfterTest
class DeskTest {

    private static final long CUSTOMER = 7;
    private static final long BROOKLYN_DESERT = 100;

    @Inject
    Desk desk;

    @Inject
    Database db;

    // end::rollback[]
    // tag::await[]
    @Test
    void aRentalLeavesARentalAPaymentAndAPoint() {
        Receipt receipt = await(() -> desk.rent(new RentalRequest(CUSTOMER, BROOKLYN_DESERT, 1)));
        Payment payment = await(() -> db.single(paymentFor(receipt.rentalId())));
        assertThat(payment.amount()).isEqualTo(receipt.amount()).isEqualByComparingTo("4.99");
        assertThat(payment.paymentDate()).isEqualTo(receipt.rentalDate());
        assertThat(payment.staffId()).isEqualTo(1);
        assertThat(await(() -> db.find(LoyaltyCard.class, CUSTOMER)))
                .isEqualTo(new LoyaltyCard(CUSTOMER, receipt.loyaltyPoints()));
    }

    // end::await[]
    @Test
    void whatFailsUnderTheSavepointLeavesTheRestOfTheRental() {
        long customer = 8;
        await(() -> db.upsert(new LoyaltyCard(customer, 10)));
        Receipt receipt = await(() -> desk.rent(new RentalRequest(customer, BROOKLYN_DESERT, 1)));
        assertThat(receipt.loyaltyPoints()).isNull();
        assertThat(await(() -> db.find(Rental.class, receipt.rentalId())).returnDate()).isNull();
        assertThat(await(() -> db.exists(paymentFor(receipt.rentalId())))).isTrue();
        assertThat(await(() -> db.find(LoyaltyCard.class, customer)).points()).isEqualTo(10);
    }

    @Test
    void aRefusedRentalLeavesNothing() {
        long rentals = await(() -> db.count(select(Rental.class)));
        assertThatThrownBy(() -> await(() -> desk.rent(new RentalRequest(CUSTOMER, 189, 1)))).isInstanceOf(Refusal.class)
                .hasMessage("CREATURES SHAKESPEARE is out of stock in store 1.");
        assertThat(await(() -> db.count(select(Rental.class)))).isEqualTo(rentals);
    }

    @Test
    void theDatabaseItselfRefusesACopyThatIsOut() {
        Rental out = await(() -> db.first(select(Rental.class).where(col(Rental::returnDate).isNull()).limit(1)));
        assertThatThrownBy(() -> await(() -> db.insert(Rental.of(out.inventoryId(), CUSTOMER, 1))))
                .isInstanceOfSatisfying(UniqueViolationException.class,
                        failure -> assertThat(failure.details().constraint()).isEqualTo("rental_copy_out_once"));
    }

    @Test
    void rentingWorksInsideAnotherTransaction() {
        long rentals = await(() -> db.count(select(Rental.class)));
        assertThatThrownBy(() -> await(() -> db.transaction(tx -> desk.rent(new RentalRequest(CUSTOMER, BROOKLYN_DESERT, 1))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                .isInstanceOf(IllegalStateException.class).hasMessage("no");
        assertThat(await(() -> db.count(select(Rental.class)))).isEqualTo(rentals);
    }

    // tag::http[]
    /** Gone after the first time, it is there the second time again. */
    @RepeatedTest(2)
    void theLastCopyIsRentedOnceOverHttp() {
        RentalRequest lastCopy = new RentalRequest(CUSTOMER, 19, 2);
        given().contentType(ContentType.JSON).body(lastCopy).when().post("/rentals").then().statusCode(201);
        given().contentType(ContentType.JSON).body(lastCopy).when().post("/rentals").then().statusCode(409);
    }
    // end::http[]

    private static Select<Payment> paymentFor(long rentalId) {
        return select(Payment.class).where(col(Payment::rentalId).eq(rentalId));
    }
}
