package io.quarkiverse.strata.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import io.quarkiverse.strata.runtime.TestApplication;
import io.quarkiverse.strata.transaction.AmbientTransaction;
import io.quarkiverse.strata.transaction.TransactionalDatabase;

/** Begins the transactions of a test and rolls them back. */
final class RollbackExtension implements BeforeEachCallback, AfterEachCallback {

    private static final Duration TURN_LIMIT = Duration.ofSeconds(10);
    private static final Duration ROLLBACK_LIMIT = Duration.ofSeconds(30);
    private static final Namespace NAMESPACE = Namespace.create(RollbackExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        Begun begun = new Begun(new ArrayList<>());
        context.getStore(NAMESPACE).put(Begun.class, begun);
        for (TransactionalDatabase database : TestApplication.databases("@RollbackAfterTest")) {
            begun.transactions().add(AmbientTransaction.begin(database, TURN_LIMIT));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Begun begun = context.getStore(NAMESPACE).remove(Begun.class, Begun.class);
        if (begun != null) { // else another extension has failed before
            begun.transactions().forEach(transaction -> transaction.rollback().await().atMost(ROLLBACK_LIMIT));
        }
    }

    /** What this test has begun, also when it could not begin all. */
    private record Begun(List<AmbientTransaction> transactions) {
    }
}
