package io.quarkiverse.strata.deployment.docs;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.strata.RequestSettings;

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

    // tag::settings[]
    @ApplicationScoped
    public static class TenantSettings implements RequestSettings {

        private final Tenants tenant; // a request-scoped bean, the caller's token…

        TenantSettings(Tenants tenant) {
            this.tenant = tenant;
        }

        @Override
        public Map<String, String> settings() {
            return tenant.id() == null ? Map.of() : Map.of("app.tenant", tenant.id());
        }
    }
    // end::settings[]
}
