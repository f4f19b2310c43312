package io.quarkiverse.strata.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Times the entrants of a contest in short turns, in an order that changes each round: whatever slows the machine for a while
 * slows all of them, and each round's ratios stay true.
 */
final class Referee {

    private final Effort effort;
    private final Random random = new Random(42);

    Referee(Effort effort) {
        this.effort = effort;
    }

    /** @return for each entrant the nanoseconds that one time took, round by round */
    Map<String, List<Double>> judge(Contest contest) throws Exception {
        Map<String, Integer> times = new LinkedHashMap<>();
        for (Map.Entry<String, Work> entrant : contest.entrants().entrySet()) {
            times.put(entrant.getKey(), warmUp(entrant.getValue()));
        }
        Map<String, List<Double>> results = new LinkedHashMap<>();
        contest.entrants().keySet().forEach(name -> results.put(name, new ArrayList<>()));
        List<String> order = new ArrayList<>(contest.entrants().keySet());
        for (int round = 0; round < effort.rounds(); round++) {
            Collections.shuffle(order, random);
            for (String name : order) {
                results.get(name).add(time(contest.entrants().get(name), times.get(name)));
            }
        }
        return results;
    }

    /** @return how many times fill a turn */
    private int warmUp(Work work) throws Exception {
        long end = System.nanoTime() + effort.warmUp().toNanos();
        int times = 1;
        double each;
        do {
            each = time(work, times);
            times = (int) Math.max(1, Math.min(1_000_000, effort.turn().toNanos() / each));
        } while (System.nanoTime() < end);
        return times;
    }

    private static double time(Work work, int times) throws Exception {
        long start = System.nanoTime();
        work.run(times);
        return (System.nanoTime() - start) / (double) times;
    }
}
