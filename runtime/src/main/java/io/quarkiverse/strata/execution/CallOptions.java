package io.quarkiverse.strata.execution;

import java.time.Duration;

/**
 * How one call differs from the others; each option of {@link io.quarkiverse.strata.Queries} changes one component.
 *
 * @param target which server is wanted
 * @param timeout how long the call may take, null for the default
 * @param cacheFor how long its result may be kept, null when it isn't cached
 * @param cacheKey a name that the result is kept under, added to the statement's own fingerprint; null for none
 * @param tag a constant name for statistics and slow-query logs, null for none
 * @param callSite where in the application's code it was made, {@code class.method:line}; null when nobody looked
 * @param maxRows how many rows its result may have, 0 for any number, null for the default
 * @param maxBytes how many bytes its result may have, 0 for any number, null for the default
 */
public record CallOptions(Target target, Duration timeout, Duration cacheFor, String cacheKey, String tag, String callSite,
        Long maxRows, Long maxBytes) {

    /** Nothing asked for. */
    public static final CallOptions NONE = new CallOptions(Target.ANY, null, null, null, null, null, null,
            null);

    /** Which server a call wants. */
    public enum Target {
        /** What the configuration says. */
        ANY,
        /** The primary. */
        PRIMARY,
        /** A replica, when one is fit for it. */
        REPLICA
    }

    public CallOptions withTarget(Target wanted) {
        return new CallOptions(wanted, timeout, cacheFor, cacheKey, tag, callSite, maxRows, maxBytes);
    }

    public CallOptions withTimeout(Duration limit) {
        return new CallOptions(target, limit, cacheFor, cacheKey, tag, callSite, maxRows, maxBytes);
    }

    public CallOptions withCacheFor(Duration kept) {
        return new CallOptions(target, timeout, kept, cacheKey, tag, callSite, maxRows, maxBytes);
    }

    public CallOptions withCacheKey(String key) {
        return new CallOptions(target, timeout, cacheFor, key, tag, callSite, maxRows, maxBytes);
    }

    public CallOptions withTag(String name) {
        return new CallOptions(target, timeout, cacheFor, cacheKey, name, callSite, maxRows, maxBytes);
    }

    public CallOptions withCallSite(String place) {
        return new CallOptions(target, timeout, cacheFor, cacheKey, tag, place, maxRows, maxBytes);
    }

    public CallOptions withMaxRows(long most) {
        return new CallOptions(target, timeout, cacheFor, cacheKey, tag, callSite, most, maxBytes);
    }

    public CallOptions withMaxBytes(long most) {
        return new CallOptions(target, timeout, cacheFor, cacheKey, tag, callSite, maxRows, most);
    }
}
