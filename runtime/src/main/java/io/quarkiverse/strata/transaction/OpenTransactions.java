package io.quarkiverse.strata.transaction;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Requests;
import io.vertx.core.Context;

/**
 * Counts the open transactions of each request (its duplicated Vert.x context), to catch statements that lost their
 * transaction's scope on the way and would run beside it.
 */
final class OpenTransactions {

    private static final Logger LOG = Logger.getLogger(OpenTransactions.class);
    private static final int PLACES = 1_000;

    private final String dataSource;
    private final String key;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    OpenTransactions(String dataSource) {
        this.dataSource = dataSource;
        this.key = "io.quarkiverse.strata.open." + dataSource;
    }

    /** Counts one more until the returned action is run. */
    Runnable opened() {
        Context request = Requests.current();
        if (request == null) {
            return () -> {
            };
        }
        AtomicInteger count;
        synchronized (request) {
            count = request.getLocal(key);
            if (count == null) {
                count = new AtomicInteger();
                request.putLocal(key, count);
            }
        }
        count.incrementAndGet();
        return count::decrementAndGet;
    }

    /**
     * Looks at a statement that has no scope.
     *
     * @throws io.quarkiverse.strata.TransactionScopeLostException when it writes beside an open transaction
     */
    void check(String text, boolean writes) {
        Context request = Requests.current();
        AtomicInteger count = request == null ? null : request.getLocal(key);
        if (count == null || count.get() == 0) {
            return;
        }
        if (writes) {
            throw Errors.besideTransaction(dataSource, text);
        }
        if (warned.size() < PLACES && warned.add(text)) {
            LOG.warnf(
                    "STRATA-2409: a read ran beside the open transaction of its request on datasource %s and does not see its "
                            + "writes: the subscription has lost the transaction's scope. Use the transaction's handle (tx -> tx.…), or "
                            + "db.outsideTransaction() if it is meant. Statement: %s",
                    dataSource, text);
        }
    }
}
