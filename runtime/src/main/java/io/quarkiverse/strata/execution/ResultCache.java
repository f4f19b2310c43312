package io.quarkiverse.strata.execution;

import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.QueryCache;
import io.smallrye.mutiny.Uni;

/** Stands before the database for reads outside of transactions that ask for it. */
public interface ResultCache {

    /**
     * Answers a call from kept results, or from the database.
     *
     * @param call asked at each subscription
     * @param database runs a call there, on the primary
     */
    <R> Uni<R> read(Supplier<Call<R>> call, Function<Call<Answer>, Uni<Answer>> database);

    /** What its users do with it. */
    QueryCache handle();

    /** Where the cache isn't switched on: whoever asks for it is told how to. */
    static ResultCache disabled(String dataSource) {
        return new DisabledCache(dataSource);
    }
}
