package io.quarkiverse.strata.runtime;

import io.quarkiverse.strata.transaction.PipelineBegin;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/** Transactions. */
@ConfigGroup
public interface TransactionsConfig {

    /**
     * Which first statements are sent together with BEGIN, saving a round trip: `reads` those that cannot write, `always` all
     * (should BEGIN be refused, a write behind it would run and commit alone), `never` none.
     */
    @WithDefault("reads")
    PipelineBegin pipelineBegin();
}
