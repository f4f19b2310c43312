package io.quarkiverse.strata.transaction;

import io.vertx.core.Promise;

/** A scope's end, waiting for its turn or under way; guarded by the session's lock. */
final class Ending {

    final Scope scope;
    final Promise<Void> outcome = Promise.promise();
    boolean keep;

    Ending(Scope scope, boolean keep) {
        this.scope = scope;
        this.keep = keep;
    }
}
