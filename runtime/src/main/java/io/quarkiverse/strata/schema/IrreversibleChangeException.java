package io.quarkiverse.strata.schema;

/** A change can't be undone, so {@code down} can't be derived. The message names the change, the reason and the cure. */
public class IrreversibleChangeException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public IrreversibleChangeException(String message) {
        super(message);
    }
}
