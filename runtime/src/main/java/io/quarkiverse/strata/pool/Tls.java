package io.quarkiverse.strata.pool;

import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

/** What the driver needs for {@code verify-full}. */
public final class Tls {

    private Tls() {
    }

    /** Where who the server is must be proven: that its name is checked, and, without a CA of its own, whom Java trusts. */
    public static void complete(PgConnectOptions target) {
        if (target.getSslMode() != SslMode.VERIFY_FULL) {
            return;
        }
        if (target.isTrustAll()) {
            target.setSslMode(SslMode.REQUIRE); // the driver proves nothing to who trusts all
            return;
        }
        if (target.getHostnameVerificationAlgorithm() == null || target.getHostnameVerificationAlgorithm().isEmpty()) {
            target.setHostnameVerificationAlgorithm("HTTPS");
        }
        if (target.getTrustOptions() == null) {
            target.setTrustOptions(Javas.TRUST);
        }
    }

    /** Read once, when it is needed. */
    private static final class Javas {

        static final TrustOptions TRUST = TrustOptions.wrap(javas());
    }

    private static TrustManager javas() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
