package io.quarkiverse.strata.deployment.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Through a pooler two instances would both have the lock. */
class MigrationsThroughAPoolerFailStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.application(Map.of("db/migration/V1__a.sql", "CREATE TABLE a ()"))
            .overrideRuntimeConfigKey("quarkus.strata.pooler", "transaction")
            .assertException(failure -> assertThat(failure).hasMessage("STRATA-3220: migrations of datasource "
                    + "<default> need a session of the server for their lock, and its pooler (quarkus.strata.pooler) gives each "
                    + "transaction another one. Set quarkus.strata.migration.url to the server's own address"));

    @Test
    void theMessageNamesTheCure() {
    }
}
