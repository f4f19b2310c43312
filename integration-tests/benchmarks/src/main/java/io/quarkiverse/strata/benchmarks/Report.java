package io.quarkiverse.strata.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.quarkiverse.strata.benchmarks.Fork.Measures;

/** The measures of all JVMs, as ratios: how many times as much each entrant gets done in the time that the floor takes. */
final class Report {

    private final Map<String, String> floors = new LinkedHashMap<>();
    /** By contest and entrant: a list of rounds for each JVM. */
    private final Map<String, Map<String, List<List<Double>>>> nanos = new LinkedHashMap<>();

    void add(Measures measures) {
        floors.put(measures.contest(), measures.floor());
        nanos.computeIfAbsent(measures.contest(), name -> new LinkedHashMap<>())
                .computeIfAbsent(measures.entrant(), name -> new ArrayList<>()).add(measures.nanos());
    }

    void print(PrintStream out) {
        out.println();
        nanos.forEach((contest, entrants) -> {
            String floor = floors.get(contest);
            out.printf(Locale.ROOT, "%n.%s (1.00 = %s)%n[cols=\"4,1,2,2\",options=header]%n|===%n"
                    + "| | ratio | in each JVM | absolute%n", contest, floor);
            entrants.forEach((entrant, forks) -> {
                List<Double> ratios = new ArrayList<>();
                List<Double> all = new ArrayList<>();
                for (int fork = 0; fork < forks.size(); fork++) {
                    ratios.add(ratio(entrants.get(floor).get(fork), forks.get(fork)));
                    all.addAll(forks.get(fork));
                }
                out.printf(Locale.ROOT, "| %s | %s | %s | %s%n", entrant, text(mean(ratios)), list(ratios),
                        contest.startsWith("bytes") || contest.startsWith("round trips") ? Math.round(median(all))
                                : time(median(all)));
            });
            out.println("|===");
        });
    }

    private static double ratio(List<Double> floor, List<Double> entrant) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < floor.size(); round++) {
            ratios.add(floor.get(round) / entrant.get(round));
        }
        return median(ratios);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String list(List<Double> ratios) {
        return String.join(" ", ratios.stream().map(Report::text).toList());
    }

    private static String text(double ratio) {
        return String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : "%.2f", ratio);
    }

    /** The geometric one: of ratios, twice and half as fast are equally far from the same. */
    private static double mean(List<Double> ratios) {
        return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
    }

    private static String time(double nanos) {
        return nanos < 1_000 ? String.format(Locale.ROOT, "%.0f ns", nanos)
                : nanos < 1_000_000 ? String.format(Locale.ROOT, "%.1f µs", nanos / 1_000)
                        : String.format(Locale.ROOT, "%.1f ms", nanos / 1_000_000);
    }
}
