package io.quarkiverse.strata.execution;

/**
 * How large a result may be.
 *
 * @param rows the most rows, 0 for any number
 * @param bytes the most bytes, as they travel; 0 for any number
 */
public record ResultLimits(long rows, long bytes) {

    /** No limit. */
    public static final ResultLimits NONE = new ResultLimits(0, 0);

    /** These limits, but for what a call asks for itself. */
    ResultLimits with(CallOptions options) {
        return options.maxRows() == null && options.maxBytes() == null ? this
                : new ResultLimits(options.maxRows() == null ? rows : options.maxRows(),
                        options.maxBytes() == null ? bytes : options.maxBytes());
    }
}
