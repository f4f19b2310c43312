package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * What PostgreSQL is told of a function. What is null isn't said.
 *
 * @param volatility whether its result depends on its arguments alone
 * @param strict null when an argument is null, without being called
 * @param securityDefiner runs with the rights of its owner
 * @param leakproof tells nothing of its arguments
 * @param parallel where it may run
 * @param cost the planner's estimate
 * @param rows the planner's estimate of the rows that it returns
 * @param settings {@code name = value}, in force while it runs
 */
public record FunctionOptions(Volatility volatility, boolean strict, boolean securityDefiner, boolean leakproof,
        Parallel parallel, Number cost, Number rows, List<String> settings) implements Described {

    /** On what a function's result depends. */
    public enum Volatility {
        /** On its arguments alone. */
        IMMUTABLE,
        /** On the database too, but not on when it is called within a statement. */
        STABLE,
        /** On anything, or it has effects. */
        VOLATILE
    }

    /** Whether a function may run in parallel queries. */
    public enum Parallel {
        SAFE,
        /** Only in the leader. */
        RESTRICTED,
        UNSAFE
    }

    static final FunctionOptions NONE = new FunctionOptions(null, false, false, false, null, null, null, List.of());

    public FunctionOptions {
        settings = List.copyOf(settings);
    }

    /** The options, each with a blank before it. */
    String sql() {
        List<String> options = new ArrayList<>();
        options.add(volatility == null ? "" : " " + volatility);
        options.add(strict ? " STRICT" : "");
        options.add(securityDefiner ? " SECURITY DEFINER" : "");
        options.add(leakproof ? " LEAKPROOF" : "");
        options.add(parallel == null ? "" : " PARALLEL " + parallel);
        options.add(cost == null ? "" : " COST " + cost);
        options.add(rows == null ? "" : " ROWS " + rows);
        settings.forEach(setting -> options.add(" SET " + setting));
        return String.join("", options);
    }

    @Override
    public void describe(Canonical out) {
        out.value("volatility", volatility).flag("strict", strict).flag("securityDefiner", securityDefiner)
                .flag("leakproof", leakproof).value("parallel", parallel).value("cost", cost == null ? null : cost.toString())
                .value("rows", rows == null ? null : rows.toString()).texts("settings", settings);
    }
}
