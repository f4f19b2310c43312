package io.quarkiverse.strata.runtime;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What of transactions is decided when the application is built. */
@ConfigMapping(prefix = "quarkus.strata.transactions")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface TransactionsBuildTimeConfig {

    /**
     * Which endpoints of Quarkus REST run in a transaction of the default datasource, as if they had `@Transactional`:
     * `writes` those of POST, PUT, PATCH and DELETE that return a `Uni`, `off` none. It is committed before the response is
     * sent, and rolled back when the endpoint fails, when its `Response` or `RestResponse` has a status from 400 on, and when
     * the client goes away. `@Transactional(Propagation.NEVER)` takes an endpoint out.
     */
    @WithDefault("off")
    RequestTransactions requests();
}
