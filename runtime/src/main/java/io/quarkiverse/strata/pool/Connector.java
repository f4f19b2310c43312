package io.quarkiverse.strata.pool;

import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;

/** Knows where connections go. */
interface Connector {

    /**
     * Opens a connection.
     *
     * @param <C> what kind of
     */
    <C> Future<C> connect(Login<C> login);

    /** Hears of a connection that was lost. */
    default void suspect() {
    }

    /** How connections of a kind are made and asked. */
    interface Login<C> {

        /** Bounded. */
        Future<C> open(PgConnectOptions target);

        /** Who is behind it. */
        Future<Incarnation> identify(C connection);

        /** Closes it without waiting for the server. */
        void cut(C connection);
    }

    /** To whoever is there. @param target the host and credentials, asked for each connection */
    static Connector to(Supplier<Future<PgConnectOptions>> target) {
        return new Connector() {
            @Override
            public <C> Future<C> connect(Login<C> login) {
                return target.get().compose(login::open);
            }
        };
    }
}
