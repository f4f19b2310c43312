package io.quarkiverse.strata.rental.film;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class FilmResourceTest {

    @Test
    void listsAllFilmsByTitleInPages() {
        when().get("/films").then().statusCode(200)
                .body("rows", hasSize(20), "number", is(0), "size", is(20), "hasNext", is(true))
                .body("rows[0].filmId", is(1), "rows[0].title", is("ACADEMY DINOSAUR"), "rows[0].rating", is("PG"),
                        "rows[0].releaseYear", is(2006), "rows[0].length", is(86), "rows[0].rentalRate", is(0.99f),
                        "rows[0].categories", contains("Documentary"))
                .body("rows[1].title", is("ACE GOLDFINGER"));
        given().queryParam("page", 49).when().get("/films").then().statusCode(200)
                .body("rows", hasSize(20), "rows[19].title", is("ZORRO ARK"), "hasNext", is(false));
        given().queryParam("page", 50).when().get("/films").then().statusCode(200)
                .body("rows", empty(), "hasNext", is(false));
    }

    @Test
    void findsWordsAndPutsTheBestMatchesFirst() {
        given().queryParam("text", "dinosaurs").when().get("/films").then().statusCode(200)
                .body("rows.title", contains("ACADEMY DINOSAUR", "CENTER DINOSAUR", "DINOSAUR SECRETARY"));
        given().queryParam("text", "dinosaur -academy").when().get("/films").then().statusCode(200)
                .body("rows.title", contains("CENTER DINOSAUR", "DINOSAUR SECRETARY"));
        // in the title of one, in the descriptions of many: the title weighs more
        given().queryParam("text", "cat").when().get("/films").then().statusCode(200)
                .body("rows[0].title", is("CAT CONEHEADS"), "hasNext", is(true));
    }

    @Test
    void filtersByRating() {
        given().queryParam("rating", "G").queryParam("page", 8).when().get("/films").then().statusCode(200)
                .body("rows", hasSize(178 - 8 * 20), "rows.rating", everyItem(is("G")), "hasNext", is(false));
        given().queryParam("rating", "NC-17").queryParam("page", 10).when().get("/films").then().statusCode(200)
                .body("rows", hasSize(210 - 10 * 20), "rows.rating", everyItem(is("NC-17")));
    }

    @Test
    void filtersByCategory() {
        given().queryParam("category", "Music").queryParam("page", 2).when().get("/films").then().statusCode(200)
                .body("rows", hasSize(51 - 2 * 20), "rows.categories", everyItem(contains("Music")));
    }

    @Test
    void combinesTextCategoryActorAndRating() {
        given().queryParam("actor", "penelope GUI").when().get("/films").then().statusCode(200).body("rows", hasSize(19));
        given().queryParam("actor", "penelope gui").queryParam("category", "Horror").when().get("/films").then().statusCode(200)
                .body("rows.title", contains("ELEPHANT TROJAN", "LADY STAGE", "RULES HUMAN"));
        given().queryParam("actor", "penelope gui").queryParam("text", "frisbee or u-boat").queryParam("category", "Horror")
                .when().get("/films").then().statusCode(200)
                .body("rows.title", containsInAnyOrder("ELEPHANT TROJAN", "LADY STAGE"));
        given().queryParam("actor", "penelope gui").queryParam("text", "frisbee or u-boat").queryParam("category", "Horror")
                .queryParam("rating", "PG-13").when().get("/films").then().statusCode(200)
                .body("rows.title", contains("ELEPHANT TROJAN"));
    }

    @Test
    void takesWhatPeopleTypeAsText() {
        for (String typed : new String[] { "'; DROP TABLE film; --", "\"", "((", "%", ":x", "a & | b", "$1" }) {
            given().queryParam("text", typed).queryParam("actor", typed).queryParam("category", typed)
                    .when().get("/films").then().statusCode(200).body("rows", empty());
        }
    }

    @Test
    void showsAFilmWithActorsAndStock() {
        when().get("/films/1").then().statusCode(200)
                .body("film.title", is("ACADEMY DINOSAUR"), "film.rating", is("PG"), "film.rentalDuration", is(6),
                        "film.specialFeatures", contains("Deleted Scenes", "Behind the Scenes"))
                .body("actors.lastName", contains("CAGE", "DUKAKIS", "GABLE", "GUINESS", "KEITEL", "KILMER", "NOLTE", "PECK",
                        "TEMPLE", "TRACY"))
                .body("stock.storeId", contains(1, 2), "stock.city", contains("Lethbridge", "Woodridge"),
                        "stock.copies", contains(4, 4), "stock.available", contains(4, 3));
    }

    @Test
    void answers404WithJson() {
        when().get("/films/1001").then().statusCode(404)
                .body("status", is(404), "message", is("There is no film 1001."));
        when().get("/nowhere").then().statusCode(404);
        given().queryParam("rating", "XXX").when().get("/films").then().statusCode(404)
                .body("status", is(404), "message", is("Not Found"));
    }

    @Test
    void listsCategories() {
        when().get("/films/categories").then().statusCode(200)
                .body("", contains("Action", "Animation", "Children", "Classics", "Comedy", "Documentary", "Drama", "Family",
                        "Foreign", "Games", "Horror", "Music", "New", "Sci-Fi", "Sports", "Travel"));
    }
}
