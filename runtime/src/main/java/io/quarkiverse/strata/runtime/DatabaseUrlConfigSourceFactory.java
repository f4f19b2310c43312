package io.quarkiverse.strata.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;

/**
 * Understands the environment names that many hosts of applications set, for the default datasource and where the property
 * isn't set: {@code DATABASE_URL} (address, user, password, sslmode), {@code DATABASE_READ_URLS} (replicas, with commas
 * between them), {@code DATABASE_POOL_MIN} and {@code DATABASE_POOL_MAX} (connections) and {@code DATABASE_TIMEOUT} (seconds to
 * wait for a connection). A set {@code DATABASE_URL} switches dev services off, since the datasource has a URL then.
 *
 * <p>
 * The values are taken as they stand: a {@code ${…}} in a password is a part of the password.
 */
public final class DatabaseUrlConfigSourceFactory implements ConfigSourceFactory {

    private static final String URL = "quarkus.datasource.reactive.url";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> properties = new HashMap<>();
        String url = raw(context, "DATABASE_URL");
        if (url != null && raw(context, URL) == null) {
            addUrl(url, properties);
        }
        String poolMax = raw(context, "DATABASE_POOL_MAX");
        if (poolMax != null) {
            properties.put("quarkus.datasource.reactive.max-size",
                    Integer.toString(
                            number("DATABASE_POOL_MAX", poolMax, 1, "connections", "quarkus.datasource.reactive.max-size")));
        }
        String poolMin = raw(context, "DATABASE_POOL_MIN");
        if (poolMin != null) {
            properties.put("quarkus.strata.pool.min-size", Integer.toString(
                    number("DATABASE_POOL_MIN", poolMin, 0, "connections", "quarkus.strata.pool.min-size")));
        }
        String timeout = raw(context, "DATABASE_TIMEOUT");
        if (timeout != null) {
            properties.put("quarkus.strata.pool.acquire-timeout",
                    number("DATABASE_TIMEOUT", timeout, 1, "seconds", "quarkus.strata.pool.acquire-timeout") + "s");
        }
        String replicas = raw(context, "DATABASE_READ_URLS");
        if (replicas != null) {
            properties.put("quarkus.strata.replicas.urls", literal(replicas));
        }
        return properties.isEmpty() ? List.of() : List.of(new DatabaseUrlConfigSource(properties));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(DatabaseUrlConfigSource.ORDINAL);
    }

    private static void addUrl(String text, Map<String, String> properties) {
        DatabaseUrl url;
        try {
            url = DatabaseUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("STRATA-4301: DATABASE_URL " + e.getMessage()
                    + " It looks like postgresql://user:password@host:5432/database?sslmode=require. Correct it, unset it, or set "
                    + URL + ", which goes before it.");
        }
        properties.put(URL, String.join(",", url.addresses()));
        if (url.user() != null) {
            properties.put("quarkus.datasource.username", literal(url.user()));
        }
        if (url.password() != null) {
            properties.put("quarkus.datasource.password", literal(url.password()));
        }
        if (url.sslMode() != null) {
            properties.put("quarkus.datasource.reactive.postgresql.ssl-mode", url.sslMode());
            if (url.sslMode().equals("verify-full")) { // Quarkus asks for it
                properties.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
            }
        }
    }

    private static int number(String name, String text, int least, String unit, String property) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, without the value: it may be anything
        }
        throw new IllegalArgumentException("STRATA-4302: " + name + " isn't a whole number of " + unit
                + " from " + least + " up. Correct it, unset it, or set " + property + ", which goes before it.");
    }

    private static String raw(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        String text = value == null ? null : value.getRawValue() != null ? value.getRawValue() : value.getValue();
        return text == null || text.isBlank() ? null : text;
    }

    /** A value in which SmallRye Config sees no expression. */
    private static String literal(String text) {
        return text.replace("$", "\\$");
    }
}
