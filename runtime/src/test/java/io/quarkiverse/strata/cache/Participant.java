package io.quarkiverse.strata.cache;

import java.util.List;

/** An instance as the checker sees it: in this process or in another one. */
interface Participant {

    /** The instance ended before it answered: nobody knows what became of what was asked. */
    final class AwayException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AwayException(String message) {
            super(message);
        }
    }

    /** A row of {@code item} as a write left it. */
    record Item(int id, long v) {
    }

    /** Writes and waits. @return what was reported committed, empty when it was rolled back */
    List<Item> write(Workload.Write write, int id);

    /** A cached read; waits for it. */
    long read(Workload.Read read, int id);
}
