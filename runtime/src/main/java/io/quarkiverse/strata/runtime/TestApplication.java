package io.quarkiverse.strata.runtime;

import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Any;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.transaction.TransactionalDatabase;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.arc.ManagedContext;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The application that runs in a test's JVM. */
public final class TestApplication {

    private TestApplication() {
    }

    /** The databases of all active datasources. @param what is wanted, for the message when there is no application */
    public static List<TransactionalDatabase> databases(String what) {
        return container(what).select(Database.class, Any.Literal.INSTANCE).handlesStream()
                .filter(handle -> handle.getBean().isActive()).map(InstanceHandle::get)
                .filter(TransactionalDatabase.class::isInstance).map(TransactionalDatabase.class::cast).toList();
    }

    /** A bean. @param what is wanted, for the message when there is no application */
    public static <T> T bean(Class<T> type, String what) {
        InstanceHandle<T> handle = container(what).instance(type);
        if (!handle.isAvailable()) {
            throw noApplication(what);
        }
        return handle.get();
    }

    /** Work on a context of its own with its own CDI request context, as a request has them. */
    public static <T> Uni<T> inRequest(Supplier<? extends Uni<T>> work, String what) {
        ManagedContext request = container(what).requestContext();
        Vertx vertx = bean(Vertx.class, what);
        return Uni.createFrom().deferred(() -> {
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            return Uni.createFrom().deferred(() -> {
                request.activate();
                return work.get();
            }).onTermination().invoke(() -> context.runOnContext(end -> request.terminate()))
                    .runSubscriptionOn(task -> context.runOnContext(go -> task.run()));
        });
    }

    private static ArcContainer container(String what) {
        ArcContainer container = Arc.container();
        if (container == null) {
            throw noApplication(what);
        }
        return container;
    }

    private static IllegalStateException noApplication(String what) {
        return new IllegalStateException("STRATA-2701: " + what + " needs the application in the JVM of the test, as "
                + "@QuarkusTest starts it. A @QuarkusIntegrationTest has it in another process: don't let it inherit tests "
                + "that need this.");
    }
}
