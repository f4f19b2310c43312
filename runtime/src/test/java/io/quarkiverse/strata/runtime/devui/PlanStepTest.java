package io.quarkiverse.strata.runtime.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Plan;

class PlanStepTest {

    private static Plan.Node node(String type, String schema, String relation, String alias, String index, String subplan,
            String filter, Map<String, String> conditions, Plan.Node... children) {
        return new Plan.Node(type, schema, relation, alias, index, subplan, filter, conditions, Map.of(), List.of(), 0.1,
                12.5, 40, 8, null, null, null,
                type.startsWith("Gather") ? 2 : null, null, List.of(children));
    }

    @Test
    void aParentStandsBeforeItsChildren() {
        Plan plan = new Plan(node("Gather", null, null, null, null, null, null, Map.of(),
                node("Hash Join", null, null, null, null, null, null, Map.of("Hash Cond", "(o.id = l.order_id)"),
                        node("Parallel Seq Scan", "public", "order_lines", "l", null, null, "(article = $1)", Map.of()),
                        node("Index Scan", "shop", "orders", "orders", "orders_pkey", "SubPlan 1", null, Map.of())),
                node("CTE Scan", null, null, "ranked", null, null, null, Map.of())), null, null, Map.of(), null, null,
                List.of(), null);
        assertThat(PlanStep.of(plan)).containsExactly(
                new PlanStep(0, "Gather", false, 12.5, 40, List.of("Workers planned: 2")),
                new PlanStep(1, "Hash Join", false, 12.5, 40, List.of("Hash Cond: (o.id = l.order_id)")),
                new PlanStep(2, "Parallel Seq Scan on order_lines l", true, 12.5, 40, List.of("Filter: (article = $1)")),
                new PlanStep(2, "Index Scan using orders_pkey on shop.orders", false, 12.5, 40, List.of("SubPlan 1")),
                new PlanStep(1, "CTE Scan on ranked", false, 12.5, 40, List.of()));
    }
}
