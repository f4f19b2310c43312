package io.quarkiverse.strata.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PROTOCOLS.md 7: the plans of both shapes of a list. The sub-query is hashed or looks each value up in the index in a generic
 * plan as in one that was made for the values; the array is compared one by one where no index helps.
 */
class ListPlanTest {

    private static final String LISTED = "ProjectSet / Result";

    private static ListPlans plans;

    @BeforeAll
    static void load() {
        plans = new ListPlans();
    }

    @AfterAll
    static void close() {
        plans.close();
    }

    static Stream<Arguments> sizes() {
        return Stream.of(ListPlans.COUNTS).flatMapToInt(java.util.Arrays::stream).boxed()
                .flatMap(count -> Stream.of("custom", "generic").map(mode -> Arguments.of(count, mode)));
    }

    private static String nodes(ListPlans.Shape shape, String column, int count, String mode) {
        return ListPlans.nodes(plans.plan(shape, column, count, mode, "COSTS OFF"));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void ofAnArray(int count, String mode) {
        assertThat(nodes(ListPlans.Shape.ARRAY, "id", count, mode)).isEqualTo("Index Only Scan");
        assertThat(nodes(ListPlans.Shape.ARRAY, "plain", count, mode)).isEqualTo("Seq Scan");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void ofASubQuery(int count, String mode) {
        assertThat(nodes(ListPlans.Shape.SUB_QUERY, "id", count, mode))
                .isEqualTo("Nested Loop / HashAggregate / " + LISTED + " / Index Only Scan");
        assertThat(nodes(ListPlans.Shape.SUB_QUERY, "plain", count, mode))
                .isIn("Hash Semi Join / Seq Scan / Hash / " + LISTED,
                        "Hash Join / Seq Scan / Hash / HashAggregate / " + LISTED);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void ofItsOpposite(int count, String mode) {
        assertThat(nodes(ListPlans.Shape.NOT_IN, "plain", count, mode)).contains("Anti Join").contains("Hash")
                .doesNotContain("Nested Loop");
    }
}
