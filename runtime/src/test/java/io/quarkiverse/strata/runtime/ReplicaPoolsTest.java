package io.quarkiverse.strata.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.pool.ReplicaTarget;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

class ReplicaPoolsTest {

    @Test
    void whatAUrlLeavesOutIsAsWithThePrimary() {
        assertThat(ReplicaPools.target("postgresql://replica-1:6432"))
                .isEqualTo(new ReplicaTarget("replica-1", 6432, null, null, null, null));
        assertThat(ReplicaPools.target(" postgres://app:p%40ss@replica-1/shop?sslmode=require"))
                .isEqualTo(new ReplicaTarget("replica-1", 5432, "shop", "app", "p@ss", SslMode.REQUIRE));
        assertThat(ReplicaPools.target("vertx-reactive:postgresql://replica-1:6432/shop").database()).isEqualTo("shop");
        assertThat(ReplicaPools.target("postgres://app:geheim@replica-1/shop"))
                .hasToString("ReplicaTarget[replica-1:5432]");
    }

    @Test
    void aWayThatIsGoneIsFoundByTheSystemToo() {
        assertThat(ReplicaPools.target("postgresql://replica-1").at(new PgConnectOptions()).isTcpKeepAlive()).isTrue();
    }

    @Test
    void aUrlThatCannotBeReadIsNotRepeated() {
        assertThatThrownBy(() -> ReplicaPools.target("mysql://app:geheim@replica-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2131: a URL in quarkus.strata.replicas.urls, or in DATABASE_READ_URLS, doesn't begin with "
                        + "postgresql:// or postgres://. It looks like postgresql://host:5432.")
                .hasNoCause();
    }
}
