package io.quarkiverse.strata.pool;

import java.util.HashSet;
import java.util.Set;

/**
 * What one request must see on a replica. It is one object that copies of the request's context share, as they are made where
 * work goes to another thread and comes back.
 */
final class RequestPosition {

    /** What writes without a request had come to when this one began. */
    private final WalPosition othersAtBegin;
    private final Set<Object> underWay = new HashSet<>();
    private WalPosition position;
    private boolean written;

    RequestPosition(WalPosition othersAtBegin) {
        this.othersAtBegin = othersAtBegin;
    }

    synchronized void begun(Object write) {
        underWay.add(write);
    }

    /** @param reached null when nothing of it was kept */
    synchronized void ended(Object write, WalPosition reached) {
        underWay.remove(write);
        if (reached != null) {
            written = true;
            position = reached.and(position);
        }
    }

    /** It must see what another request has written. */
    synchronized void accept(WalPosition of) {
        position = of.and(position);
    }

    synchronized WalPosition position() {
        return position;
    }

    /**
     * What its client's next request must see.
     *
     * @param others what writes without a request have come to: one of this request may have lost it on the way
     * @param all what this application has written: another request of the client may have been quicker
     * @return null when it has written nothing
     */
    synchronized WalPosition toPassOn(WalPosition others, WalPosition all) {
        if (!underWay.isEmpty()) {
            return WalPosition.UNKNOWN; // it goes on although its caller was answered
        }
        boolean lost = others != null && !others.equals(othersAtBegin);
        if (!written && !lost) {
            return null;
        }
        return all == null ? position : all.and(position);
    }
}
