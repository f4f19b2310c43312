package io.quarkiverse.strata.deployment.docs;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.strata.TransactionCustomizer;
import io.quarkiverse.strata.TransactionOptions;

/** Who decides what a request's transactions are given. */
@ApplicationScoped
public class Tenants {

    private volatile String tenant;

    void serve(String served) {
        tenant = served;
    }

    String id() {
        return tenant;
    }

    // tag::customizer[]
    @ApplicationScoped
    public static class TenantCustomizer implements TransactionCustomizer {

        private final Tenants tenant; // a request-scoped bean, the caller's token…

        TenantCustomizer(Tenants tenant) {
            this.tenant = tenant;
        }

        @Override
        public TransactionOptions customize(TransactionOptions options) {
            return tenant.id() == null ? options : options.withSetting("app.tenant", tenant.id());
        }
    }
    // end::customizer[]
}
