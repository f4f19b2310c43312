package io.quarkiverse.strata.pool;

/**
 * Where reading goes.
 *
 * @param primary the datasource's primary, to which everything can go
 * @param replica the replica to try first, null for none
 * @param position what the replica must have replayed, null for nothing
 */
public record Route(PrimaryPool primary, Replica replica, WalPosition position) {

    static Route to(PrimaryPool primary) {
        return new Route(primary, null, null);
    }
}
