package io.quarkiverse.strata.runtime;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.pool.Tls;
import io.quarkus.runtime.LaunchMode;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

/** What Strata adds to how Quarkus connects. */
final class TargetOptions {

    private static final Logger LOG = Logger.getLogger(TargetOptions.class);
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final String APPLICATION_NAME = "application_name";
    private static final String DRIVERS_NAME = PgConnectOptions.DEFAULT_PROPERTIES.get(APPLICATION_NAME);

    private TargetOptions() {
    }

    static void session(PgConnectOptions target, SessionConfig session) {
        String named = target.getProperties().get(APPLICATION_NAME); // a URL with other properties drops the driver's
        if (named == null || named.equals(DRIVERS_NAME)) {
            session.applicationName().ifPresent(name -> target.addProperty(APPLICATION_NAME, name));
        }
        session.searchPath().ifPresent(path -> target.addProperty("search_path",
                path.stream().map(TargetOptions::quoted).collect(Collectors.joining(", "))));
        session.role().ifPresent(role -> target.addProperty("role", role));
        session.settings().forEach(target::addProperty);
    }

    /** As what stands in between needs it: no prepared statement lasts either. The driver's copies forget one of these. */
    static PgConnectOptions through(Pooler pooler, PgConnectOptions target) {
        if (!pooler.keepsSessions()) {
            target.setCachePreparedStatements(false).setUseLayer7Proxy(true);
            target.getProperties().remove("extra_float_digits"); // the server's default says as much
        }
        return target;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The mode of TLS where nobody has chosen one: a server elsewhere has to prove who it is; null for the driver's. */
    static SslMode defaultMode(String host, LaunchMode mode) {
        return mode.isProduction() && !isLocal(host) ? SslMode.VERIFY_FULL : null;
    }

    /** @param chosen whether the configuration or the URL has a mode */
    static void tls(PgConnectOptions target, boolean chosen, LaunchMode mode) {
        SslMode wanted = chosen ? null : defaultMode(target.getHost(), mode);
        if (wanted != null) {
            target.setSslMode(wanted);
        }
        Tls.complete(target);
    }

    /** Warns where nobody checks who the server is, and it isn't on this machine. */
    static void warnOfWeakTls(String dataSource, PgConnectOptions target, LaunchMode mode) {
        if (mode.isProduction() && !isLocal(target.getHost())
                && (target.getSslMode() != SslMode.VERIFY_FULL || target.isTrustAll())) {
            LOG.warnf(
                    "STRATA-2142: who is behind %s:%d of datasource %s isn't checked (ssl-mode %s%s): what is said can be read or "
                            + "changed on the way. Where the network isn't trusted leave the ssl-mode out, which is verify-full then, and "
                            + "give the server's CA by quarkus.datasource.reactive.trust-certificate-pem",
                    target.getHost(), target.getPort(), dataSource,
                    mode(target.getSslMode()), target.isTrustAll() ? ", trust-all" : "");
        }
    }

    /** On this machine: a socket's path, or an address that never leaves it. */
    private static boolean isLocal(String host) {
        return host.startsWith("/") || host.equals("localhost") || LOOPBACK.matcher(host).matches() || host.equals("::1")
                || host.equals("[::1]");
    }

    /** As PostgreSQL and the configuration write it. */
    private static String mode(SslMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
