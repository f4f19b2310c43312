package io.quarkiverse.strata.deployment.migration;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkus.test.QuarkusUnitTest;

/** With {@code quarkus.strata.pooler} migrations have an address of their own, and what needs a session is refused. */
class MigrationsPastAPoolerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds
            .application(
                    Map.of("db/migration/V1__a.sql", "CREATE TABLE a AS SELECT current_setting('application_name') AS name"))
            .overrideRuntimeConfigKey("quarkus.strata.pooler", "transaction")
            .overrideRuntimeConfigKey("quarkus.strata.migration.url",
                    "${quarkus.datasource.reactive.url}");

    @Inject
    Database db;

    @Test
    void theyRunAndTheRestGoesThroughIt() {
        assertThat(db.single(sql("SELECT name FROM a").as(String.class)).await().atMost(Duration.ofSeconds(10))).isNotNull();
        assertThatThrownBy(() -> db.withConnection(c -> c.list(sql("SELECT 1"))).await().atMost(Duration.ofSeconds(10)))
                .hasMessageStartingWith("STRATA-2436: ");
    }
}
