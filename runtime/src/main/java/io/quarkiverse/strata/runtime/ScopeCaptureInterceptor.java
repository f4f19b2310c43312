package io.quarkiverse.strata.runtime;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkiverse.strata.transaction.Scopes;
import io.smallrye.mutiny.Uni;

/** Outside of fault tolerance: keeps the scope of the subscription, since inside there is none. */
@CarriesTransactionScope
@Interceptor
@Priority(4000)
public class ScopeCaptureInterceptor {

    static final String SCOPES = "io.quarkiverse.strata.scopes";

    @AroundInvoke
    Object capture(InvocationContext invocation) throws Exception {
        if (invocation.proceed() instanceof Uni<?> guarded) {
            return Uni.createFrom().context(context -> {
                invocation.getContextData().put(SCOPES, Scopes.capture(context));
                return guarded;
            });
        }
        throw new IllegalStateException("STRATA-2411: " + invocation.getMethod() + " must return a Uni that is not null");
    }
}
