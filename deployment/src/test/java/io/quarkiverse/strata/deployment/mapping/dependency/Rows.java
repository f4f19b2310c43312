package io.quarkiverse.strata.deployment.mapping.dependency;

import java.lang.reflect.Proxy;

import io.vertx.sqlclient.Row;

/** A row as the driver gives it, without a database. */
public final class Rows {

    private Rows() {
    }

    public static Row of(Object... values) {
        return (Row) Proxy.newProxyInstance(Rows.class.getClassLoader(), new Class<?>[] { Row.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getValue") && arguments[0] instanceof Integer place) {
                        return values[place];
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }
}
