package io.quarkiverse.strata.sql;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

/**
 * Makes the table of plans in the documentation's page about queries: {@code ./mvnw -pl runtime test -Dtest=ListPlansRun}.
 * Takes a minute.
 */
class ListPlansRun {

    private static final int RUNS = 5;

    @Test
    void print() {
        StringBuilder table = new StringBuilder();
        try (ListPlans plans = new ListPlans()) {
            plans.query("SET statement_timeout = '20s'");
            for (String column : List.of("id", "plain")) {
                for (int count : ListPlans.COUNTS) {
                    for (ListPlans.Shape shape : List.of(ListPlans.Shape.ARRAY, ListPlans.Shape.SUB_QUERY)) {
                        table.append(String.format("|`%s` |%,d |%s%n|%s%n|%s%n%n", column, count,
                                shape.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                cell(plans, shape, column, count, "custom"), cell(plans, shape, column, count, "generic")));
                    }
                }
            }
        }
        System.out.println(table);
    }

    private static String cell(ListPlans plans, ListPlans.Shape shape, String column, int count, String mode) {
        return ListPlans.nodes(plans.plan(shape, column, count, mode, "COSTS OFF")) + ": *"
                + time(plans, shape, column, count, mode) + "*";
    }

    /** The best of some runs, planning included. */
    private static String time(ListPlans plans, ListPlans.Shape shape, String column, int count, String mode) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            try {
                List<String> plan = plans.plan(shape, column, count, mode, "ANALYZE, TIMING OFF, SUMMARY ON");
                best = Math.min(best, plan.stream().filter(line -> line.matches("(Planning|Execution) Time: .*"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9.]", ""))).sum());
            } catch (RuntimeException e) {
                return "over 20 s";
            }
        }
        return best < 1000 ? String.format("%.1f ms", best) : String.format("%.1f s", best / 1000);
    }
}
