package io.quarkiverse.strata.transaction;

import io.quarkiverse.strata.execution.Outcome;

/**
 * Which scopes are open on the server: a chain from the connection to the innermost one. State is guarded by the session's
 * lock; call with it.
 */
final class OpenScopes {

    private final Scope root;
    private Scope top;
    private boolean begun;

    /** @param root the connection, which is open always */
    OpenScopes(Scope root) {
        this.root = root;
        this.top = root;
        root.state = Scope.State.OPEN;
        root.onServer = true;
    }

    /** The innermost one. */
    Scope top() {
        return top;
    }

    /** The opening SQL of one was sent. */
    void opened(Scope scope) {
        scope.onServer = true;
        if (scope.state == Scope.State.FRESH) {
            scope.state = Scope.State.OPEN;
        }
        top = scope;
    }

    /** BEGIN is confirmed. */
    void begun() {
        begun = true;
    }

    /** BEGIN has failed, so what was sent behind it opened nothing. */
    void notBegun() {
        for (Scope scope = top; scope != root; scope = scope.parent) {
            scope.onServer = false;
        }
        top = root;
    }

    /** One has ended. */
    void left(Scope scope, Outcome outcome) {
        boolean wasOpen = scope.onServer;
        scope.onServer = false;
        scope.settle(outcome);
        if (wasOpen) {
            scope.tell(outcome);
        }
        top = scope.parent.nearestOnServer();
        if (scope.kind == Scope.Kind.TRANSACTION) {
            begun = false;
        }
    }

    /** Whether no BEGIN is on its way: if that were cancelled, the statement behind it would run alone. */
    boolean isSettled() {
        return top == root || begun;
    }
}
