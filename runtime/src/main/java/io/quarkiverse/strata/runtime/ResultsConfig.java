package io.quarkiverse.strata.runtime;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/** How large the result of one statement may be, against the list that nobody thought would grow. Streams have no limit. */
@ConfigGroup
public interface ResultsConfig {

    /**
     * How many rows a result may have before its call fails with `ResultTooLargeException`. `0` is any number. `maxRows` of a
     * call goes before it.
     */
    @WithDefault("0")
    long maxRows();

    /**
     * How large a result may be, as it travels, before its call fails with `ResultTooLargeException`; in memory it is several
     * times as much. `0` is any size. `maxBytes` of a call goes before it. Without effect where the application builds the pool
     * itself.
     */
    @WithDefault("64M")
    MemorySize maxSize();
}
