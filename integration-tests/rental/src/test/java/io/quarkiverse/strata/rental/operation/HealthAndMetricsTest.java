package io.quarkiverse.strata.rental.operation;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class HealthAndMetricsTest {

    @Test
    void isReadyWithItsDatabase() {
        when().get("/q/health/ready").then().statusCode(200).body("status", is("UP"))
                .body("checks.find { it.name == 'Strata databases' }.data.'<default>'", is("UP"))
                .body("checks.find { it.name == 'Strata databases' }.data.'<default>.primary'",
                        matchesPattern("UP, connections in use \\d+ of 10, waiting 0"));
    }

    @Test
    void hasStartedWithItsMigrations() {
        when().get("/q/health/started").then().statusCode(200)
                .body("checks.find { it.name == 'Strata migrations' }.status", is("UP"));
    }

    @Test
    void countsItsStatementsAndConnections() {
        when().get("/films/1").then().statusCode(200);
        String metrics = given().accept("text/plain").when().get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(
                number(metrics, "strata_statements_seconds_count\\{[^}]*outcome=\"success\",statement=\"select film\"[^}]*}"))
                .isPositive();
        assertThat(number(metrics, "strata_pool_max\\{[^}]*server=\"primary\"[^}]*}")).isEqualTo(10);
        assertThat(number(metrics, "strata_pool_acquire_seconds_count\\{[^}]*server=\"primary\"[^}]*}")).isPositive();
        assertThat(number(metrics, "strata_pool_acquire_seconds_bucket\\{[^}]*server=\"primary\"[^}]*le=\"30.0\"[^}]*}"))
                .isPositive();
    }

    private static double number(String metrics, String series) {
        var line = Pattern.compile("^" + series + " (\\S+)$", Pattern.MULTILINE).matcher(metrics);
        assertThat(line.find()).as(series + " in\n" + metrics).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
