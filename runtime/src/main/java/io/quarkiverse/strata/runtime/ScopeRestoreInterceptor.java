package io.quarkiverse.strata.runtime;

import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkiverse.strata.transaction.Scopes;
import io.smallrye.mutiny.Uni;

/** Inside of fault tolerance: opens the kept scope again, for each attempt. */
@CarriesTransactionScope
@Interceptor
@Priority(4020)
public class ScopeRestoreInterceptor {

    @AroundInvoke
    @SuppressWarnings("unchecked")
    Object restore(InvocationContext invocation) throws Exception {
        Object result = invocation.proceed();
        Object captured = invocation.getContextData().get(ScopeCaptureInterceptor.SCOPES);
        return captured == null || !(result instanceof Uni<?> attempt) ? result
                : Scopes.restored(attempt, (Map<String, Object>) captured);
    }
}
