package io.quarkiverse.strata.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

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

    /**
     * Everything is warm before the first of it is timed: what the JVM compiles for a later contest would slow the one before,
     * and what it compiled for one contest it compiles again when another takes other ways through the same methods.
     *
     * @param each is told, contest by contest, the nanoseconds that one time took each entrant, round by round
     */
    void judge(List<Contest> contests, BiConsumer<Contest, Map<String, List<Double>>> each) throws Exception {
        Map<Work, Integer> times = new IdentityHashMap<>();
        for (Contest contest : contests) {
            for (Work work : contest.entrants().values()) {
                times.put(work, warmUp(work));
            }
        }
        for (Contest contest : contests) {
            each.accept(contest, rounds(contest, times));
        }
    }

    private Map<String, List<Double>> rounds(Contest contest, Map<Work, Integer> times) throws Exception {
        Map<String, List<Double>> results = new LinkedHashMap<>();
        contest.entrants().keySet().forEach(name -> results.put(name, new ArrayList<>()));
        List<String> order = new ArrayList<>(contest.entrants().keySet());
        for (int round = 0; round < effort.rounds(); round++) {
            Collections.shuffle(order, random);
            for (String name : order) {
                Work work = contest.entrants().get(name);
                results.get(name).add(time(work, times.get(work)));
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
