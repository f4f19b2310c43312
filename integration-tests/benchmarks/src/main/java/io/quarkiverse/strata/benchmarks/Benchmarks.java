package io.quarkiverse.strata.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The command: {@code Benchmarks [short|quick] [rendering] [queries] [far] [transactions] [acquisition] [migrations]}; without
 * names all of
 * them.
 * Prints a table of ratios for each contest, and what was measured on.
 */
public final class Benchmarks {

    private static final List<String> ALL = List.of("rendering", "queries", "far", "transactions", "acquisition", "migrations");

    private Benchmarks() {
    }

    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(List.of(args));
        if (words.remove("fork")) {
            fork(Effort.of(words.get(0)), words.get(1));
        }
        String effortName = words.remove("quick") ? "quick" : words.remove("short") ? "short" : "full";
        if (!Set.copyOf(ALL).containsAll(words)) {
            System.err.println("There is " + String.join(", ", ALL) + ", and short or quick. Not: " + String.join(" ", words));
            System.exit(2);
        }
        List<String> wanted = words.isEmpty() ? ALL : words;
        Effort effort = Effort.of(effortName);
        try (Processors awake = new Processors()) {
            for (String group : wanted) {
                Report report = new Report();
                if (group.equals("rendering")) {
                    Rendering.run(effort, report);
                } else {
                    for (int fork = 0; fork < effort.forks(); fork++) {
                        Fork.run(group, effortName, report::add);
                    }
                }
                report.print(System.out);
            }
        }
        Machine.print(System.out);
    }

    /**
     * Peers leave threads behind, so the JVM has to be told that it is over. What they tell of their work isn't printed: some
     * tell much, some nothing.
     */
    private static void fork(Effort effort, String group) {
        Logger.getLogger("").setLevel(Level.WARNING);
        int exit = 1;
        try {
            Contests.run(effort, group);
            exit = 0;
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            System.exit(exit);
        }
    }
}
