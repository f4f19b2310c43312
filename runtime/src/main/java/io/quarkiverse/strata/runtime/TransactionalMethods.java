package io.quarkiverse.strata.runtime;

import static io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil.qualifier;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Propagation;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.Transactional;
import io.quarkiverse.strata.transaction.Scopes;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.mutiny.Uni;

/** What {@link Transactional} means for each method, read once. The build has checked that it means something. */
@Singleton
public class TransactionalMethods {

    private record Key(Class<?> bean, Method method) {
    }

    private final Map<Key, Plan> plans = new ConcurrentHashMap<>();

    /** How a method's work is run. */
    Plan plan(Class<?> bean, Method method, Supplier<Transactional> annotation) {
        return plans.computeIfAbsent(new Key(bean, method), key -> plan(method, annotation.get()));
    }

    private static Plan plan(Method method, Transactional annotation) {
        String name = annotation.name().isEmpty() ? method.getDeclaringClass().getSimpleName() + "." + method.getName()
                : annotation.name();
        if (annotation.value() == Propagation.NEVER) {
            return work -> Scopes.outside(annotation.dataSource(), name, work);
        }
        Database database = Arc.container().select(Database.class, qualifier(annotation.dataSource())).get();
        boolean supports = annotation.value() == Propagation.SUPPORTS;
        TransactionOptions options = new TransactionOptions(supports ? Propagation.MANDATORY : annotation.value(),
                annotation.isolation(), annotation.readOnly(),
                annotation.deferrable(), duration(annotation.timeout()), duration(annotation.statementTimeout()),
                duration(annotation.lockTimeout()), null, annotation.retries() < 0 ? null : annotation.retries(), name,
                annotation.durableOutcome(), Map.of());
        List<FailedResult> failures = Arc.container().listAll(FailedResult.class).stream().map(InstanceHandle::get).toList();
        Plan inside = work -> database.transaction(options, tx -> work.get().invoke(item -> {
            if (item != null && failures.stream().anyMatch(failure -> failure.isFailure(item))) {
                tx.setRollbackOnly();
            }
        }));
        return supports ? work -> Scopes.joining(annotation.dataSource(), () -> inside.run(work), work) : inside;
    }

    private static Duration duration(String text) {
        return text.isBlank() ? null : DurationConverter.parseDuration(text);
    }

    /** Runs a method's work as its annotation says; lazily, and each subscription anew. */
    interface Plan {

        Uni<Object> run(Supplier<Uni<Object>> work);
    }
}
