package io.quarkiverse.strata;

/**
 * Gives each transaction what its request decides: the tenant, the role. Make it a bean; of a named datasource with its
 * {@code @ReactiveDataSource}. It is asked when a transaction, a stream or a single statement is subscribed, on that thread,
 * for
 * one that joins another too: what that one doesn't have, the part can't ask for.
 *
 * <p>
 * Where it adds {@link TransactionOptions#withSetting settings}, statements outside of transactions each run in one of their
 * own, and results that are {@link Queries#cacheFor cached} are told apart by them. It is asked outside of requests too, by
 * jobs and seeders: give back the options as they are there, or fail.
 *
 * <pre>{@code
 * @ApplicationScoped
 * class TenantCustomizer implements TransactionCustomizer {
 *
 *     public TransactionOptions customize(TransactionOptions options) {
 *         return options.withSetting("app.tenant", tenant.id());
 *     }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface TransactionCustomizer {

    /**
     * @param options what the caller asked for, never null
     * @return these with what the request adds; never null. What it throws fails the statement
     */
    TransactionOptions customize(TransactionOptions options);
}
