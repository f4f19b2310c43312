package io.quarkiverse.strata.transaction;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.operators.UniOperator;
import io.smallrye.mutiny.operators.uni.UniOperatorProcessor;
import io.smallrye.mutiny.subscription.UniSubscriber;

/** The scope that a subscription is in, carried in its Mutiny context under a key for each datasource. */
public final class Scopes {

    private static final String PREFIX = "io.quarkiverse.strata.scope.";

    private Scopes() {
    }

    static Scope find(Context context, String dataSource) {
        return context.isEmpty() ? null : context.getOrElse(PREFIX + dataSource, () -> null);
    }

    /** A transaction of another datasource that a subscription with this context runs in; null without one. */
    static Scope findOther(Context context, String dataSource) {
        if (context.isEmpty()) {
            return null;
        }
        String own = PREFIX + dataSource;
        for (String key : context.keys()) {
            if (key.startsWith(PREFIX) && !key.equals(own)) {
                Scope other = context.get(key);
                if (other.session.isLive(other) && !other.options.readOnly()) {
                    return other;
                }
            }
        }
        return null;
    }

    static Context with(Context context, String dataSource, Scope scope) {
        Map<String, Object> entries = entries(context);
        entries.put(PREFIX + dataSource, scope);
        return Context.from(entries);
    }

    /** The scopes of all datasources in {@code context}, to be carried over a place where it is lost; empty when none. */
    public static Map<String, Object> capture(Context context) {
        Map<String, Object> entries = entries(context);
        entries.keySet().removeIf(key -> !key.startsWith(PREFIX));
        return entries;
    }

    /** {@code work}, subscribed with captured scopes in its context. */
    public static <T> Uni<T> restored(Uni<T> work, Map<String, Object> captured) {
        return captured.isEmpty() ? work : new RestoredUni<>(work, captured);
    }

    /**
     * Work that must not run in a transaction.
     *
     * @param name what the message calls it
     * @return {@code work}'s, failing when it is subscribed in a transaction of this datasource
     */
    public static <T> Uni<T> outside(String dataSource, String name, Supplier<Uni<T>> work) {
        return Uni.createFrom().context(context -> {
            Scope outer = find(context, dataSource);
            return outer == null ? work.get() : Uni.createFrom().failure(Errors.never(dataSource, outer, name));
        });
    }

    /** {@code inside} where it is subscribed in a transaction of this datasource, else {@code work}. */
    public static <T> Uni<T> joining(String dataSource, Supplier<Uni<T>> inside, Supplier<Uni<T>> work) {
        return Uni.createFrom().context(context -> find(context, dataSource) == null ? work.get() : inside.get());
    }

    static Map<String, Object> entries(Context context) {
        Map<String, Object> entries = new HashMap<>();
        if (!context.isEmpty()) {
            for (String key : context.keys()) {
                entries.put(key, context.get(key));
            }
        }
        return entries;
    }

    private static final class RestoredUni<T> extends UniOperator<T, T> {

        private final Map<String, Object> captured;

        RestoredUni(Uni<T> upstream, Map<String, Object> captured) {
            super(upstream);
            this.captured = captured;
        }

        @Override
        public void subscribe(UniSubscriber<? super T> subscriber) {
            Map<String, Object> entries = entries(subscriber.context());
            entries.putAll(captured);
            Context context = Context.from(entries);
            AbstractUni.subscribe(upstream(), new UniOperatorProcessor<T, T>(subscriber) {
                @Override
                public Context context() {
                    return context;
                }
            });
        }
    }
}
