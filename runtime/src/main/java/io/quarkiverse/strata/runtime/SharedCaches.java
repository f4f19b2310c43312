package io.quarkiverse.strata.runtime;

import java.util.function.Supplier;

import io.quarkiverse.strata.cache.CacheSettings;
import io.quarkiverse.strata.cache.DatabaseCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;

/** Makes caches that instances share. Names no class of a client that the application may not have. */
interface SharedCaches {

    DatabaseCache make(String dataSource, Vertx vertx, CacheSettings settings, Supplier<Future<SqlConnection>> connections);
}
