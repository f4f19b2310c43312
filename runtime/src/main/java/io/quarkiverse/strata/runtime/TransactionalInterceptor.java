package io.quarkiverse.strata.runtime;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkiverse.strata.Transactional;
import io.smallrye.mutiny.Uni;

/**
 * Runs methods in transactions. It stands inside of fault tolerance and of what carries a transaction over that, so that each
 * attempt is a transaction of its own, or a part of the caller's.
 */
@Transactional
@Interceptor
@Priority(4030)
public class TransactionalInterceptor {

    @Inject
    TransactionalMethods methods;

    @AroundInvoke
    Object run(InvocationContext invocation) throws Exception {
        if (invocation.getMethod().getReturnType() != Uni.class) {
            return invocation.proceed(); // a class-level annotation is meant for the others
        }
        return methods.plan(invocation.getTarget().getClass(), invocation.getMethod(),
                () -> invocation.getInterceptorBinding(Transactional.class)).run(() -> proceed(invocation));
    }

    @SuppressWarnings("unchecked")
    private static Uni<Object> proceed(InvocationContext invocation) {
        try {
            Object work = invocation.proceed();
            return work == null ? Uni.createFrom().failure(new IllegalStateException("STRATA-2424: " + invocation.getMethod()
                    + " is @Transactional and returned null instead of a Uni")) : (Uni<Object>) work;
        } catch (Exception failure) {
            return Uni.createFrom().failure(failure);
        }
    }
}
