package io.quarkiverse.strata.rental.customer;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

@QuarkusTest
class CustomerResourceTest {

    @Test
    void findsCustomersByAPartOfTheirName() {
        given().queryParam("name", "karl S").when().get("/customers").then().statusCode(200)
                .body("customerId", contains(526), "lastName", contains("SEAL"), "createDate", contains("2006-02-14"));
        given().queryParam("name", "%").when().get("/customers").then().statusCode(200).body("", empty());
        when().get("/customers").then().statusCode(200).body("", hasSize(20), "lastName[0]", is("ABNEY"));
    }

    @Test
    void keepsWhatFilmsACustomerWantsToHearOf() {
        when().get("/customers/3/newsletter").then().statusCode(404)
                .body("message", is("There is no newsletter of customer 3."));
        for (String first : new String[] { "Music", "Horror" }) {
            given().contentType(ContentType.JSON)
                    .body("{\"categories\": [\"" + first + "\", \"Sci-Fi\"], \"ratings\": [\"G\", \"PG-13\"],"
                            + " \"pausedUntil\": \"2026-12-24\", \"sentAt\": [\"2026-11-01T08:00:00Z\"]}")
                    .when().put("/customers/3/newsletter").then().statusCode(200);
            when().get("/customers/3/newsletter").then().statusCode(200)
                    .body("categories", contains(first, "Sci-Fi"), "ratings", contains("G", "PG-13"),
                            "pausedUntil", is("2026-12-24"), "sentAt", contains("2026-11-01T08:00:00Z"));
        }
        given().contentType(ContentType.JSON).body("{\"categories\": [], \"ratings\": [], \"sentAt\": []}")
                .when().put("/customers/9999/newsletter").then().statusCode(404)
                .body("message", is("There is no customer 9999."));
    }

    @Test
    void showsWhatACustomerHasAtHome() {
        when().get("/customers/75/rentals").then().statusCode(200)
                .body("title", contains("LUST LOCK", "TROUBLE DATE", "SLEEPY JAPANESE"),
                        "rentalDate[0]", is("2006-02-14T15:16:03Z"), "dueDate[0]", is("2006-02-17T15:16:03Z"));
        when().get("/customers/600/rentals").then().statusCode(404).body("message", is("There is no customer 600."));
    }
}
