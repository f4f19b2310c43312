package io.quarkiverse.strata.pool;

import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.impl.PgConnectionImpl;
import io.vertx.sqlclient.impl.command.CommandBase;

/** A caller's view of a pool's connection, bound to the caller's context. What it sends is reported by the connection. */
final class LentConnection extends PgConnectionImpl {

    LentConnection(PgConnectionFactory factory, ContextInternal caller, PooledConnection connection) {
        super(factory, caller, connection);
    }

    @Override
    public <R> Future<R> schedule(ContextInternal caller, CommandBase<R> command) {
        return tx == null ? conn.schedule(caller, command) : super.schedule(caller, command);
    }
}
