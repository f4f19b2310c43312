package io.quarkiverse.strata.deployment;

import static io.quarkiverse.strata.sql.Sql.count;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkus.test.QuarkusUnitTest;

/** The configuration reaches the pools: the URL of the primary is refused as a replica, and everything works without one. */
class ReplicaUrlsAreConfiguredTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideRuntimeConfigKey("quarkus.strata.replicas.urls", "${quarkus.datasource.reactive.url}")
            .overrideRuntimeConfigKey("quarkus.strata.replicas.routing", "reads")
            .overrideRuntimeConfigKey("quarkus.strata.replicas.max-size", "3")
            .overrideRuntimeConfigKey("quarkus.strata.replicas.max-lag-bytes", "16M")
            .overrideRuntimeConfigKey("quarkus.strata.replicas.check-interval", "100ms");

    @Inject
    Database db;

    @Inject
    PoolMonitor monitor;

    @Test
    void thePrimaryIsRefusedAndServesAlone() {
        Awaitility.await().atMost(Duration.ofSeconds(10))
                .until(() -> monitor.pools().get(1).state() == PoolStatus.State.REFUSED);
        PoolStatus replica = monitor.pools().get(1);
        assertThat(replica.dataSource()).isEqualTo("<default>");
        assertThat(replica.name()).matches("(localhost|127\\.0\\.0\\.1):\\d+").isEqualTo(replica.address());
        assertThat(replica.reason()).startsWith("STRATA-2122: ");
        assertThat(replica.maxSize()).isEqualTo(3);
        assertThat(monitor.pools().get(0).name()).isEqualTo("primary");
        assertThat(monitor.pools().get(0).address()).isEqualTo(replica.address());
        assertThat(monitor.pools().get(0).maxSize()).isEqualTo(10);
        assertThat(monitor.pools().get(0).state()).isEqualTo(PoolStatus.State.UP);
        Long found = db.readYourWrites(() -> db.execute(sql("CREATE TABLE IF NOT EXISTS refused (id int)"))
                .chain(() -> db.single(select(count()).from("refused")))).await().atMost(Duration.ofSeconds(10));
        assertThat(found).isZero();
        assertThat(monitor.pools().get(0).lent()).isGreaterThanOrEqualTo(2);
    }
}
