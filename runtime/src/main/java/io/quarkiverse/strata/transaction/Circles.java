package io.quarkiverse.strata.transaction;

import io.smallrye.mutiny.Context;

/** Finds statements that would wait for the very scope that waits for them. */
final class Circles {

    private Circles() {
    }

    /** @throws io.quarkiverse.strata.TransactionScopeLostException naming both scopes */
    static void refuse(Scope scope, Context subscribedIn, String text) {
        String dataSource = scope.session.pool().dataSource();
        Scope inner = Scopes.find(subscribedIn, dataSource);
        if (inner != null && inner != scope && inner.session == scope.session && inner.isWithin(scope)
                && scope.session.isLive(inner)) {
            throw Errors.circle(dataSource, scope, inner, text);
        }
    }
}
