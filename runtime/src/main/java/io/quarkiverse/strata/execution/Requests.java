package io.quarkiverse.strata.execution;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** What a request is: a duplicated Vert.x context, which everything that is done for it runs on. */
public final class Requests {

    private Requests() {
    }

    /** The request in which this thread works now, null outside of any. */
    public static Context current() {
        Context current = Vertx.currentContext();
        return current != null && VertxContext.isDuplicatedContext(current) ? current : null;
    }
}
