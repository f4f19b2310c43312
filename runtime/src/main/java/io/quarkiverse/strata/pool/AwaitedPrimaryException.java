package io.quarkiverse.strata.pool;

import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.execution.Failures;

/** There is no primary, and a standby that may become one: callers wait for it, as long as they wait for a connection. */
final class AwaitedPrimaryException extends ConnectionLostException {

    private static final long serialVersionUID = 1L;

    AwaitedPrimaryException(String dataSource, String hosts, Throwable cause) {
        super("no host of datasource " + dataSource + " is a primary: " + hosts
                + ". If the primary is gone, promote a standby; else see why it can't be reached.",
                Failures.details("STRATA-2133", dataSource, null), cause);
    }
}
