package io.quarkiverse.strata.transaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The statements that wait for their turn, in the order of their subscription; guarded by the session's lock. */
final class Waiting {

    private final Deque<Operation<?>> queue = new ArrayDeque<>();

    void add(Operation<?> operation) {
        queue.add(operation);
    }

    /** @return false when it isn't here */
    boolean remove(Operation<?> operation) {
        return queue.remove(operation);
    }

    /**
     * The first one that may run while {@code top} is the innermost scope open on the server, null when none may. While a
     * savepoint is open the statements outside of it wait.
     */
    Operation<?> first(Scope top) {
        for (Operation<?> operation : queue) {
            if (operation.scope().nearestOnServer() == top) {
                return operation;
            }
        }
        return null;
    }

    /** Takes out those within a scope. */
    List<Operation<?>> takeWithin(Scope scope) {
        List<Operation<?>> taken = new ArrayList<>();
        for (Iterator<Operation<?>> waiting = queue.iterator(); waiting.hasNext();) {
            Operation<?> operation = waiting.next();
            if (operation.scope().isWithin(scope)) {
                waiting.remove();
                taken.add(operation);
            }
        }
        return taken;
    }
}
