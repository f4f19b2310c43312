package io.quarkiverse.strata.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.sql.Touches;

/** Says why results aren't kept: at once where the statement is to blame, once in the log where the database is. */
final class Reasons {

    private static final Logger LOG = Logger.getLogger(Reasons.class);
    private static final int MOST = 1_000;

    private final String dataSource;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Reasons(String dataSource) {
        this.dataSource = dataSource;
    }

    /** @throws IllegalArgumentException for a statement whose result can't be kept wherever it runs */
    static void refuse(Call<?> call) {
        Touches touches = call.statement().touches();
        if (touches.unstable() != null) {
            throw new IllegalArgumentException("STRATA-2505: the result can't be cached: it has " + touches.unstable()
                    + " in it, whose value changes by itself or with the session. Bind the value as a parameter, or leave "
                    + "cacheFor(…) out. Statement: " + call.text());
        }
        if (touches.opaqueReads() != null) {
            throw new IllegalArgumentException("STRATA-2505: the result can't be cached: " + touches.opaqueReads()
                    + " doesn't tell which tables it reads. Add .reads(\"table\", …) to sql(…) or raw(…), or leave cacheFor(…) "
                    + "out. Statement: " + call.text());
        }
    }

    /** Tells it once for each statement. */
    void warn(String statement, String why) {
        if (told.size() < MOST && told.add(statement)) {
            LOG.warnf("STRATA-2506: a result of datasource %s isn't kept: %s. Leave cacheFor(…) out there. It is read from the "
                    + "database each time.", dataSource, why);
        }
    }
}
