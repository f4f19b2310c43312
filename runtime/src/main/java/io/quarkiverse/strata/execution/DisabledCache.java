package io.quarkiverse.strata.execution;

import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.CacheStatistics;
import io.quarkiverse.strata.QueryCache;
import io.smallrye.mutiny.Uni;

/** A cache that isn't there. */
record DisabledCache(String dataSource) implements ResultCache, QueryCache {

    @Override
    public <R> Uni<R> read(Supplier<Call<R>> call, Function<Call<Answer>, Uni<Answer>> database) {
        return refused();
    }

    @Override
    public QueryCache handle() {
        return this;
    }

    @Override
    public Uni<Void> invalidate(String key) {
        return refused();
    }

    @Override
    public Uni<Void> clear() {
        return refused();
    }

    @Override
    public CacheStatistics statistics() {
        return CacheStatistics.NONE;
    }

    private <R> Uni<R> refused() {
        return Uni.createFrom().failure(() -> new IllegalStateException("STRATA-2501: the cache of datasource " + dataSource
                + " is switched off. Set " + property() + "=true in every application that writes to this database: each of "
                + "them has to tell the cache what it changes."));
    }

    private String property() {
        return dataSource.startsWith("<") ? "quarkus.strata.cache.enabled"
                : "quarkus.strata.\"" + dataSource + "\".cache.enabled";
    }
}
