package io.quarkiverse.strata.runtime;

import java.util.Map;

import io.smallrye.config.EnvConfigSource;

/**
 * What the environment's {@code DATABASE_…} names mean as properties. It is a kind of environment source, because Quarkus
 * leaves those out when it records the configuration into the packaged application: a {@code DATABASE_URL} with its password
 * that happens to be set on the building machine must not end up in the package.
 */
final class DatabaseUrlConfigSource extends EnvConfigSource {

    private static final long serialVersionUID = 1L;

    /** Above the defaults, below application.properties (250). */
    static final int ORDINAL = 200;

    DatabaseUrlConfigSource(Map<String, String> properties) {
        super(properties, ORDINAL);
    }

    @Override
    public String getName() {
        return "Strata: DATABASE_… environment";
    }
}
