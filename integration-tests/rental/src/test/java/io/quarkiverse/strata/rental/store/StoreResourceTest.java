package io.quarkiverse.strata.rental.store;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.rental.desk.RentalRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
class StoreResourceTest {

    @Test
    void ranksCustomersByWhatTheyPaidForCopiesOfTheStore() {
        given().queryParam("limit", 3).when().get("/stores/1/top-customers").then().statusCode(200)
                .body("rank", contains(1, 2, 3), "customerId", contains(137, 526, 403),
                        "lastName", contains("KENNEDY", "SEAL", "WAY"), "payments", contains(23, 21, 19),
                        "total", contains(114.77f, 104.79f, 103.81f));
        given().queryParam("limit", 3).when().get("/stores/2/top-customers").then().statusCode(200)
                .body("rank", contains(1, 2, 3), "lastName", contains("SEAL", "CHAPMAN", "HUNT"),
                        "total", contains(116.76f, 114.77f, 114.75f));
    }

    @Test
    void equalAmountsShareARank() {
        given().queryParam("limit", 6).when().get("/stores/1/top-customers").then().statusCode(200)
                .body("rank", contains(1, 2, 3, 4, 5, 6, 6), "lastName[5]", is("CASTILLO"), "lastName[6]", is("DEAN"));
    }

    @Test
    void aKeptListKnowsWhatWasPaidSince() {
        ValidatableResponse before = given().queryParam("limit", 100).when().get("/stores/1/top-customers").then();
        int customer = before.extract().path("customerId[80]");
        int payments = before.extract().path("payments[80]");
        given().contentType(ContentType.JSON).body(new RentalRequest(customer, 100, 1)).when().post("/rentals")
                .then().statusCode(201);
        given().queryParam("limit", 100).when().get("/stores/1/top-customers").then().statusCode(200)
                .body("find { it.customerId == " + customer + " }.payments", is(payments + 1));
    }

    @Test
    void givesTenByDefaultAndAtLeastOne() {
        when().get("/stores/2/top-customers").then().statusCode(200).body("", hasSize(10));
        given().queryParam("limit", -1).when().get("/stores/2/top-customers").then().statusCode(200).body("", hasSize(1));
    }

    @Test
    void answers404ForAnUnknownStore() {
        when().get("/stores/3/top-customers").then().statusCode(404).body("message", is("There is no store 3."));
    }
}
