package io.quarkiverse.strata.deployment.mapping;

import java.lang.reflect.Proxy;

import io.vertx.sqlclient.Row;

/** A row as the driver gives it, without a database. */
final class FakeRow {

    private FakeRow() {
    }

    static Row of(Object... values) {
        return (Row) Proxy.newProxyInstance(FakeRow.class.getClassLoader(), new Class<?>[] { Row.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getValue") && arguments[0] instanceof Integer place) {
                        return values[place];
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }
}
