package io.quarkiverse.strata.rental.store;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

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
    void givesTenByDefaultAndAtLeastOne() {
        when().get("/stores/2/top-customers").then().statusCode(200).body("", hasSize(10));
        given().queryParam("limit", -1).when().get("/stores/2/top-customers").then().statusCode(200).body("", hasSize(1));
    }

    @Test
    void answers404ForAnUnknownStore() {
        when().get("/stores/3/top-customers").then().statusCode(404).body("message", is("There is no store 3."));
    }
}
