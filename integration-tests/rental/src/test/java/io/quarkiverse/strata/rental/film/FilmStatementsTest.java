package io.quarkiverse.strata.rental.film;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.testing.RecordedStatements;
import io.quarkiverse.strata.testing.Statements;
import io.quarkus.test.junit.QuarkusTest;

/** A page costs as many statements whether it has twenty films or one. */
@QuarkusTest
class FilmStatementsTest {

    // tag::count[]
    @Test
    void aPageTakesOneStatement() {
        Statements.recorded(() -> when().get("/films").then().statusCode(200)).assertCount(1);
        Statements.recorded(() -> given().queryParam("actor", "penelope gui").when().get("/films").then().statusCode(200))
                .assertCount(1);
    }
    // end::count[]

    @Test
    void aFilmTakesThree() {
        RecordedStatements ran = Statements.recorded(() -> when().get("/films/1").then().statusCode(200)).assertCount(3);
        assertThat(ran.texts()).allMatch(text -> text.startsWith("SELECT"));
        assertThatThrownBy(() -> ran.assertCount(1)).isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s)Expected 1 statement, but 3 ran:\n  1\\. SELECT.*\n  2\\. SELECT.*\n  3\\. SELECT.*");
    }
}
