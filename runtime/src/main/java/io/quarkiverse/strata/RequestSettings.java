package io.quarkiverse.strata;

import java.util.Map;

/**
 * What the server is told of a request with each of its transactions: the tenant, the role. Make it a bean; of a named
 * datasource
 * with its {@code @ReactiveDataSource}. It is asked once when a transaction, a stream or a statement outside of transactions is
 * subscribed, on that thread; what it gives holds as by {@link TransactionOptions#withSetting}, which goes before it. What is
 * subscribed inside of one of these has the same, in whatever thread.
 *
 * <p>
 * Where it gives settings, each statement outside of transactions runs in one of its own. It is asked outside of requests too,
 * by
 * jobs and seeders: give none there, or fail.
 *
 * <pre>{@code
 * @ApplicationScoped
 * class TenantSettings implements RequestSettings {
 *
 *     public Map<String, String> settings() {
 *         return Map.of("app.tenant", tenant.id());
 *     }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface RequestSettings {

    /**
     * @return values by the names of settings, {@code role} among them; empty for none, never null. What it throws fails the
     *         call
     */
    Map<String, String> settings();
}
