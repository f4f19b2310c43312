package io.quarkiverse.strata.deployment.seeding;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.sql.Statement;
import io.smallrye.mutiny.Uni;

/** A database that only notes what it is told: these tests are about who is told, in which order and when. */
public class RecordingDatabase {

    public static final List<String> HEARD = new CopyOnWriteArrayList<>();

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Database database() {
        return (Database) Proxy.newProxyInstance(RecordingDatabase.class.getClassLoader(),
                new Class<?>[] { Database.class, Transaction.class }, (proxy, method, arguments) -> switch (method.getName()) {
                    case "transaction" -> ((Function<?, ?>) arguments[arguments.length - 1]).apply(cast(proxy));
                    case "first" -> Uni.createFrom().item(true); // the table is there
                    case "list" -> Uni.createFrom().item(List.of()); // and empty
                    case "execute" -> execute((Statement) arguments[0]);
                    case "hashCode" -> 0;
                    case "toString" -> "database";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object object) {
        return (T) object;
    }

    private static Uni<Integer> execute(Statement statement) {
        HEARD.add("recorded " + statement.rendered().parameters().get(0).value());
        return Uni.createFrom().item(1);
    }
}
