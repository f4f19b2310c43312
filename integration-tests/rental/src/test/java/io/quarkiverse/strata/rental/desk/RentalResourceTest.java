package io.quarkiverse.strata.rental.desk;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
class RentalResourceTest {

    private static final long ADAPTATION_HOLES = 3; // four copies in store 2, all there

    @Test
    void rentsAFilmAndTakesItBackOnce() {
        JsonPath receipt = rent(1, ADAPTATION_HOLES, 2).statusCode(201)
                .body("title", is("ADAPTATION HOLES"), "amount", is(2.99f)).extract().jsonPath();
        Instant rented = Instant.parse(receipt.getString("rentalDate"));
        assertThat(rented).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(Instant.parse(receipt.getString("dueDate"))).isEqualTo(rented.plus(Duration.ofDays(7)));
        int rental = receipt.getInt("rentalId");
        stockOf(ADAPTATION_HOLES).body("stock.copies", contains(4), "stock.available", contains(3));
        when().get("/customers/1/rentals").then().body("rentalId", contains(rental));

        bringBack(rental).statusCode(200).body("rentalId", is(rental), "returnDate", notNullValue());
        stockOf(ADAPTATION_HOLES).body("stock.available", contains(4));
        when().get("/customers/1/rentals").then().body("", empty());

        bringBack(rental).statusCode(409)
                .body("status", is(409), "message", is("Rental " + rental + " was brought back already."));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        rent(9999, 1, 1).statusCode(404).body("message", is("There is no customer 9999."));
        rent(1, 9999, 1).statusCode(404).body("message", is("There is no film 9999."));
        rent(1, 1, 9999).statusCode(404).body("message", is("There is no store 9999."));
        bringBack(99_999_999).statusCode(404).body("message", is("There is no rental 99999999."));
        post("{\"customerId\": \"x\"}").statusCode(400)
                .body("status", is(400), "message", is("The body isn't what is expected here."));
        post("{").statusCode(400).body("message", is("Bad Request"));
        post("").statusCode(400).body("message", is("Bad Request"));
    }

    @Test
    void refusesWhatIsOutOfStock() {
        rent(1, 189, 1).statusCode(409)
                .body("status", is(409), "message", is("CREATURES SHAKESPEARE is out of stock in store 1."));
        rent(1, ADAPTATION_HOLES, 1).statusCode(409)
                .body("message", is("ADAPTATION HOLES is out of stock in store 1."));
    }

    @Test
    void givesTheLastCopyToOneOnly() {
        long[][] lastCopies = { { 19, 2 }, { 53, 1 }, { 102, 2 }, { 116, 1 }, { 131, 2 }, { 133, 1 }, { 139, 2 }, { 151, 2 } };
        for (long[] last : lastCopies) {
            assertThat(atOnce(2, last[0], last[1])).containsExactlyInAnyOrder(201, 409);
        }
    }

    @Test
    void givesDifferentCopiesToThoseWhoComeAtTheSameTime() {
        long film = 12; // ALASKA PHANTOM: four copies in store 2, all there
        assertThat(atOnce(6, film, 2)).filteredOn(status -> status == 201).hasSize(4);
        assertThat(atOnce(2, film, 2)).containsExactly(409, 409);
    }

    @Test
    void aFullLoyaltyCardDoesNotCostTheRental() {
        for (int point = 1; point <= 10; point++) {
            int rental = rent(61, 12, 1).statusCode(201).body("loyaltyPoints", is(point)).extract().path("rentalId");
            bringBack(rental).statusCode(200);
        }
        int rental = rent(61, 12, 1).statusCode(201).body("loyaltyPoints", nullValue(), "amount", notNullValue())
                .extract().path("rentalId");
        when().get("/customers/61/rentals").then().body("rentalId", hasItem(rental));
        bringBack(rental).statusCode(200);
    }

    private static List<Integer> atOnce(int customers, long film, long store) {
        List<CompletableFuture<Integer>> answers = Stream.iterate(300, customer -> customer + 1).limit(customers)
                .map(customer -> CompletableFuture
                        .supplyAsync(() -> rent(customer, film, store).extract().statusCode()))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static ValidatableResponse rent(long customer, long film, long store) {
        return post(new RentalRequest(customer, film, store));
    }

    private static ValidatableResponse post(Object body) {
        return given().contentType(ContentType.JSON).body(body).when().post("/rentals").then();
    }

    private static ValidatableResponse bringBack(int rental) {
        return when().post("/rentals/" + rental + "/return").then();
    }

    private static ValidatableResponse stockOf(long film) {
        return when().get("/films/" + film).then().statusCode(200);
    }
}
