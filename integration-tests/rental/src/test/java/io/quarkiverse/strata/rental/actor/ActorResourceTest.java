package io.quarkiverse.strata.rental.actor;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

@QuarkusTest
class ActorResourceTest {

    private static final int PENELOPE_GUINESS = 1;

    @Test
    void findsThoseWhoAreConnectedByFilms() throws IOException {
        Map<Integer, Integer> distances = distancesFrom(PENELOPE_GUINESS);
        for (int depth = 1; depth <= 3; depth++) {
            JsonPath network = given().queryParam("depth", depth).when().get("/actors/" + PENELOPE_GUINESS + "/network")
                    .then().statusCode(200).extract().jsonPath();
            Map<Integer, Integer> found = new HashMap<>();
            List<Integer> ids = network.getList("actorId");
            List<Integer> distance = network.getList("distance");
            for (int i = 0; i < ids.size(); i++) {
                found.put(ids.get(i), distance.get(i));
            }
            Map<Integer, Integer> expected = new HashMap<>(distances);
            int deepest = depth;
            expected.values().removeIf(each -> each > deepest);
            assertThat(found).hasSameSizeAs(ids).isEqualTo(expected);
            assertThat(distance).isSorted();
        }
    }

    @Test
    void takesOneFilmByDefaultAndEndsAtFour() {
        when().get("/actors/1/network").then().statusCode(200).body("size()", is(79), "distance.max()", is(1));
        given().queryParam("depth", 1_000_000).when().get("/actors/1/network").then().statusCode(200)
                .body("size()", is(199), "distance.max()", is(2));
    }

    @Test
    void answers404ForAnUnknownActor() {
        when().get("/actors/0/network").then().statusCode(404).body("message", is("There is no actor 0."));
    }

    /** Breadth first over the file from which the table was filled. */
    private static Map<Integer, Integer> distancesFrom(int start) throws IOException {
        Map<Integer, Set<Integer>> casts = casts();
        Map<Integer, Integer> distances = new HashMap<>(Map.of(start, 0));
        List<Integer> edge = List.of(start);
        for (int distance = 1; !edge.isEmpty(); distance++) {
            List<Integer> next = new ArrayList<>();
            for (int actor : edge) {
                for (Set<Integer> cast : casts.values()) {
                    if (cast.contains(actor)) {
                        for (int colleague : cast) {
                            if (distances.putIfAbsent(colleague, distance) == null) {
                                next.add(colleague);
                            }
                        }
                    }
                }
            }
            edge = next;
        }
        distances.remove(start);
        return distances;
    }

    private static Map<Integer, Set<Integer>> casts() throws IOException {
        Map<Integer, Set<Integer>> casts = new HashMap<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(ActorResourceTest.class.getResourceAsStream("/seed/film_actor.csv")))) {
            in.lines().skip(1).map(line -> line.split(",")).forEach(line -> casts
                    .computeIfAbsent(Integer.valueOf(line[1]), film -> new HashSet<>()).add(Integer.valueOf(line[0])));
        }
        return casts;
    }
}
