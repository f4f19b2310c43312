package io.quarkiverse.strata.runtime.devui;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.strata.Plan;

/**
 * A line of a plan.
 *
 * @param depth how many steps it is away from the result
 * @param title what it does, with what
 * @param wholeTable whether it reads a table from end to end
 * @param cost the estimated cost until its last row, in the planner's units
 * @param rows the estimated rows
 * @param details its conditions and keys
 */
public record PlanStep(int depth, String title, boolean wholeTable, double cost, double rows, List<String> details) {

    public PlanStep {
        details = List.copyOf(details);
    }

    /** All steps, a parent before its children. */
    static List<PlanStep> of(Plan plan) {
        List<PlanStep> steps = new ArrayList<>();
        add(steps, plan.root(), 0);
        return steps;
    }

    private static void add(List<PlanStep> steps, Plan.Node node, int depth) {
        steps.add(new PlanStep(depth, title(node), node.type().endsWith("Seq Scan"), node.totalCost(), node.rows(),
                details(node)));
        node.children().forEach(child -> add(steps, child, depth + 1));
    }

    private static String title(Plan.Node node) {
        String relation = node.relation() == null ? null
                : node.schema() == null || node.schema().equals("public") ? node.relation()
                        : node.schema() + "." + node.relation();
        String name = node.alias() == null || node.alias().equals(node.relation()) ? relation
                : relation == null ? node.alias() : relation + " " + node.alias();
        return node.type() + (node.index() == null ? "" : " using " + node.index()) + (name == null ? "" : " on " + name);
    }

    private static List<String> details(Plan.Node node) {
        List<String> details = new ArrayList<>();
        if (node.subplan() != null) {
            details.add(node.subplan());
        }
        node.conditions().forEach((name, condition) -> details.add(name + ": " + condition));
        if (node.filter() != null) {
            details.add("Filter: " + node.filter());
        }
        if (node.workersPlanned() != null) {
            details.add("Workers planned: " + node.workersPlanned());
        }
        return details;
    }
}
