package io.quarkiverse.strata.benchmarks;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param forks how many JVMs, one after the other
 * @param rounds how many turns each entrant has in one JVM
 * @param turn how long a turn is
 * @param warmUp how long each entrant runs before the first round: until the JVM has compiled what it runs
 */
public record Effort(int forks, int rounds, Duration turn, Duration warmUp) {

    /** Enough that the ratios of two runs agree. */
    public static final Effort FULL = new Effort(5, 15, Duration.ofMillis(200), Duration.ofSeconds(5));
    /** Enough for a first look at a change. */
    public static final Effort SHORT = new Effort(1, 15, Duration.ofMillis(200), Duration.ofSeconds(5));
    /** Enough to see that everything runs. */
    public static final Effort QUICK = new Effort(1, 3, Duration.ofMillis(50), Duration.ofMillis(200));

    /** @param name {@code full}, {@code short} or {@code quick} */
    static Effort of(String name) {
        return switch (name) {
            case "full" -> FULL;
            case "short" -> SHORT;
            case "quick" -> QUICK;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
