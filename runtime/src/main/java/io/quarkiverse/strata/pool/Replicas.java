package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The replicas of one primary, watched from {@link #start} to {@link #close}. */
public final class Replicas implements AutoCloseable {

    /** No replicas. */
    public static final Replicas NONE = new Replicas(List.of(), null, List.of());

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

    private final List<Replica> all;
    private final PrimaryWatch primary;
    private final List<ReplicaWatch> watches;

    private Replicas(List<Replica> all, PrimaryWatch primary, List<ReplicaWatch> watches) {
        this.all = all;
        this.primary = primary;
        this.watches = watches;
    }

    /** Begins to watch. Until the first look has ended well a replica gets no reads. */
    public static Replicas start(PrimaryPool primary, List<Replica> all, ReplicaSettings settings) {
        if (all.isEmpty()) {
            return NONE;
        }
        PrimaryWatch primaryWatch = new PrimaryWatch(primary, settings.checkInterval(), ANSWER_LIMIT);
        List<ReplicaWatch> watches = all.stream()
                .map(replica -> new ReplicaWatch(replica, primaryWatch, settings, ANSWER_LIMIT)).toList();
        all.forEach(replica -> replica.pool().start());
        primaryWatch.start().onComplete(first -> watches.forEach(ReplicaWatch::look));
        return new Replicas(List.copyOf(all), primaryWatch, watches);
    }

    List<Replica> all() {
        return all;
    }

    /** What is known of the primary; null without replicas. */
    PrimaryWatch primary() {
        return primary;
    }

    /**
     * The better of two that are fit, picked at random, so that instances don't all run to the same one.
     *
     * @param position what it must have replayed, null for nothing
     * @return null when none is fit
     */
    Replica choose(WalPosition position) {
        return choose(all, position);
    }

    static Replica choose(List<Replica> all, WalPosition position) {
        Replica first = null;
        Replica second = null;
        int fit = 0;
        for (Replica replica : all) {
            if (replica.isFitFor(position)) {
                fit++;
                // each pair is as likely as any other
                if (fit <= 2) {
                    second = first;
                    first = replica;
                } else if (ThreadLocalRandom.current().nextInt(fit) < 2) {
                    if (ThreadLocalRandom.current().nextBoolean()) {
                        first = replica;
                    } else {
                        second = replica;
                    }
                }
            }
        }
        if (second == null) {
            return first;
        }
        if (first.cost() == second.cost()) {
            return ThreadLocalRandom.current().nextBoolean() ? first : second;
        }
        return first.cost() < second.cost() ? first : second;
    }

    /** Ends the watch and closes the replicas' pools. */
    @Override
    public void close() {
        if (primary != null) {
            primary.close();
        }
        watches.forEach(ReplicaWatch::close);
    }
}
