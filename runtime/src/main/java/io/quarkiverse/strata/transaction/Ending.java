package io.quarkiverse.strata.transaction;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** A scope's end, waiting for its turn or under way; guarded by the session's lock. */
final class Ending {

    final Scope scope;
    boolean keep;
    private final Promise<Void> over = Promise.promise();

    Ending(Scope scope, boolean keep) {
        this.scope = scope;
        this.keep = keep;
    }

    /** Done when it is over; fails when the scope could not be kept. */
    Future<Void> over() {
        return over.future();
    }

    /** @param failure null when it went as it was to */
    void tell(Throwable failure) {
        if (failure == null) {
            over.complete();
        } else {
            over.fail(failure);
        }
    }
}
