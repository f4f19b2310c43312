package io.quarkiverse.strata.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.strata.execution.Answer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** Queries under way, each with all who wait for its answer. It is cancelled when nobody waits any more. */
final class Flights {

    /**
     * What makes two misses one: the same result with the same tokens. A reader who has seen newer tokens must not get what an
     * older query finds.
     */
    record Name(String result, Map<String, String> tokens) {
    }

    /** Who waits. */
    interface Waiter {

        void answered(Answer answer);

        void failed(Throwable failure);
    }

    private final Map<Name, Flight> flights = new HashMap<>();

    /**
     * Waits for the query of this name, which is started when none is under way.
     *
     * @param query asked for in that case
     * @param landed gets the answer before those who wait
     * @param joined run when another reader's query is under way
     * @return ends the waiting
     */
    Cancellable board(Name name, Waiter waiter, Supplier<Uni<Answer>> query, Consumer<Answer> landed, Runnable joined) {
        Flight flight;
        boolean first;
        synchronized (flights) {
            flight = flights.get(name);
            first = flight == null;
            if (first) {
                flight = new Flight(name);
                flights.put(name, flight);
            }
            flight.waiting.add(waiter);
        }
        if (first) {
            flight.start(query.get(), landed);
        } else {
            joined.run();
        }
        Flight boarded = flight;
        return () -> boarded.leave(waiter);
    }

    private final class Flight {

        private final Name name;
        private final List<Waiter> waiting = new ArrayList<>();
        private Cancellable query;
        private boolean over;

        Flight(Name name) {
            this.name = name;
        }

        void start(Uni<Answer> toRun, Consumer<Answer> landed) {
            Cancellable started = toRun.subscribe().with(answer -> {
                landed.accept(answer);
                land().forEach(waiter -> waiter.answered(answer));
            }, failure -> land().forEach(waiter -> waiter.failed(failure)));
            boolean left;
            synchronized (flights) {
                query = started;
                left = over;
            }
            if (left) {
                started.cancel();
            }
        }

        private List<Waiter> land() {
            synchronized (flights) {
                over = true;
                flights.remove(name, this);
                List<Waiter> all = List.copyOf(waiting);
                waiting.clear();
                return all;
            }
        }

        void leave(Waiter waiter) {
            Cancellable abandoned = null;
            synchronized (flights) {
                waiting.remove(waiter);
                if (!over && waiting.isEmpty()) {
                    over = true;
                    flights.remove(name, this);
                    abandoned = query;
                }
            }
            if (abandoned != null) {
                abandoned.cancel();
            }
        }
    }
}
