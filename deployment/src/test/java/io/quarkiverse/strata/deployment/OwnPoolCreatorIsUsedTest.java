package io.quarkiverse.strata.deployment;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;

/** An application that builds its pool itself keeps it. */
class OwnPoolCreatorIsUsedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(jar -> jar.addClass(Creator.class));

    @Inject
    Database db;

    @Test
    void itsConnectionsAreTheApplicationsOwn() {
        assertThat(db.single(sql("SHOW application_name").as(String.class)).await().atMost(Duration.ofSeconds(20)))
                .isEqualTo("mine");
        assertThat(db.transaction(tx -> tx.single(sql("SHOW application_name").as(String.class))).await()
                .atMost(Duration.ofSeconds(20))).isEqualTo("mine");
    }

    @Singleton
    public static class Creator implements PgPoolCreator {

        @Override
        public Pool create(Input input) {
            input.pgConnectOptionsList().forEach(options -> options.addProperty("application_name", "mine"));
            return PgBuilder.pool().with(input.poolOptions()).connectingTo(input.pgConnectOptionsList().get(0))
                    .using(input.vertx()).build();
        }
    }
}
