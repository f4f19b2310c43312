package io.quarkiverse.strata.transaction;

import java.util.Objects;
import java.util.function.Supplier;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Subscribes on the request's Vert.x context, which is the current one, or one of its own where there is none. */
final class RequestUni<T> extends AbstractUni<T> {

    private final Vertx vertx;
    private final Supplier<Uni<T>> work;

    RequestUni(Vertx vertx, Supplier<Uni<T>> work) {
        this.vertx = vertx;
        this.work = Objects.requireNonNull(work, "work");
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        Uni<T> made = Uni.createFrom().deferred(work::get);
        Context current = Vertx.currentContext();
        if (current != null && VertxContext.isDuplicatedContext(current)) {
            AbstractUni.subscribe(made, subscriber);
            return;
        }
        Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        AbstractUni.subscribe(made.runSubscriptionOn(task -> own.runOnContext(run -> task.run())), subscriber);
    }
}
