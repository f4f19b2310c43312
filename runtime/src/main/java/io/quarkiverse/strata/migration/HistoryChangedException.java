package io.quarkiverse.strata.migration;

/** Somebody else ran or undid the migration after the history was read: read it again. */
final class HistoryChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HistoryChangedException(Throwable cause) {
        super(cause);
    }
}
