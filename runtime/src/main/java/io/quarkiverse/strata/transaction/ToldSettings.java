package io.quarkiverse.strata.transaction;

import java.util.Map;

import io.quarkiverse.strata.RequestSettings;
import io.quarkiverse.strata.TransactionOptions;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;

/**
 * What the server is told of a request. It is asked for once and carried in the Mutiny context from there on, since what comes
 * later, a retry or a loader's batch, may run on a thread that knows nothing of the request.
 */
public final class ToldSettings {

    private static final String PREFIX = "io.quarkiverse.strata.told.";

    private final String key;
    private final RequestSettings request;

    ToldSettings(String dataSource, RequestSettings request) {
        this.key = key(dataSource);
        this.request = request;
    }

    private static String key(String dataSource) {
        return PREFIX + dataSource;
    }

    /** Asked for where nobody has before. */
    Map<String, String> in(Context context) {
        if (request == null) {
            return Map.of();
        }
        Map<String, String> known = context.isEmpty() ? null : context.getOrElse(key, () -> null);
        if (known != null) {
            return known;
        }
        Map<String, String> told = request.settings();
        if (told == null) {
            throw new NullPointerException("STRATA-2443: " + request.getClass().getName() + ".settings() returned null. Return "
                    + "an empty map where there is nothing to tell.");
        }
        // checked, and with names as the server has them
        return SessionSettings.with(TransactionOptions.defaults(), told).settings();
    }

    /** The same context with what is told in it. */
    Context kept(Context context) {
        if (request == null) {
            return context;
        }
        Map<String, Object> entries = Scopes.entries(context);
        entries.put(key, in(context));
        return Context.from(entries);
    }

    /** {@code work} subscribed in a context that has it. */
    <T> Uni<T> once(Uni<T> work) {
        return request == null ? work
                : Uni.createFrom().context(context -> Scopes.restored(work, Map.of(key, in(context))));
    }

    /** Strata's own work, which is no request's. */
    public static <T> Uni<T> none(String dataSource, Uni<T> work) {
        return Scopes.restored(work, Map.of(key(dataSource), Map.of()));
    }
}
