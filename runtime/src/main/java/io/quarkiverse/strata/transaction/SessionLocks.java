package io.quarkiverse.strata.transaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.strata.AdvisoryLock;
import io.smallrye.mutiny.Context;

/**
 * Whose turn it is to ask the server for a session's advisory lock. Each takes a connection beside the pool, so that those who
 * wait for a lock never use up what the work of its owner needs. Of those of this instance who want one lock for themselves
 * alone, one asks, and the others wait here.
 */
final class SessionLocks {

    private static final String HELD = "io.quarkiverse.strata.locks.";
    private static final int DEFAULT_MOST = 10;

    private final String dataSource;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final Set<List<?>> busy = new HashSet<>();
    /** Those whose lock is kept for them already. */
    private final Set<Turn> reserved = new HashSet<>();
    private int free;

    /** @param most how many connections may be open for locks, -1 where the size of the pool isn't known */
    SessionLocks(String dataSource, int most) {
        this.dataSource = dataSource;
        this.free = most < 1 ? DEFAULT_MOST : most;
    }

    /** One who wants a lock. */
    interface Turn {

        AdvisoryLock lock();

        /** Whether it has another lock: those who have some and wait for more must not wait for each other here. */
        boolean isNested();

        /** It may ask the server. */
        void come();
    }

    /** {@link Turn#come} is called when it is its turn. */
    void add(Turn turn) {
        synchronized (this) {
            waiting.add(turn);
        }
        next();
    }

    /** As {@link #add}, unless another one of this instance has the lock, or waits for it. @return whether it hadn't to */
    boolean addUnlessTaken(Turn turn) {
        synchronized (this) {
            if (!turn.lock().shared() && !busy.add(turn.lock().key())) {
                return false;
            }
            reserved.add(turn);
            waiting.add(turn);
        }
        next();
        return true;
    }

    /** It is over. @param came whether its turn had come */
    void leave(Turn turn, boolean came) {
        synchronized (this) {
            if (came) {
                free++;
                if (!turn.lock().shared()) {
                    busy.remove(turn.lock().key());
                }
            } else if (waiting.remove(turn) && reserved.remove(turn) && !turn.lock().shared()) {
                busy.remove(turn.lock().key());
            }
        }
        next();
    }

    private void next() {
        for (Turn turn = take(); turn != null; turn = take()) {
            turn.come();
        }
    }

    private synchronized Turn take() {
        for (Iterator<Turn> each = waiting.iterator(); each.hasNext();) {
            Turn turn = each.next();
            boolean hasRoom = free > 0 || turn.isNested();
            if (hasRoom && (reserved.remove(turn) || turn.lock().shared() || busy.add(turn.lock().key()))) {
                each.remove();
                free--;
                return turn;
            }
        }
        return null;
    }

    /** @throws io.quarkiverse.strata.DatabaseException when what is subscribed with this context would wait for itself */
    static void refuseCircle(String dataSource, AdvisoryLock lock, Context context) {
        for (AdvisoryLock held : held(dataSource, context)) {
            if (held.key().equals(lock.key()) && !(held.shared() && lock.shared())) {
                throw Errors.lockInsideItself(dataSource, lock);
            }
        }
    }

    /** For what runs while the lock is held. */
    Context with(AdvisoryLock lock, Context context) {
        Set<AdvisoryLock> held = new HashSet<>(held(dataSource, context));
        held.add(lock);
        Map<String, Object> entries = Scopes.entries(context);
        entries.put(HELD + dataSource, held);
        return Context.from(entries);
    }

    boolean hasAny(Context context) {
        return !held(dataSource, context).isEmpty();
    }

    private static Set<AdvisoryLock> held(String dataSource, Context context) {
        return context.isEmpty() ? Set.of() : context.getOrElse(HELD + dataSource, Set::of);
    }
}
