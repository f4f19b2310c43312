package io.quarkiverse.strata.deployment;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class DatabaseInjectionTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.datasource.\"reports\".db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql");

    @Inject
    Database db;

    @Inject
    @ReactiveDataSource("reports")
    Database reports;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int maxSize;

    @Test
    void eachDataSourceHasItsOwn() {
        await(db.execute(sql("CREATE TABLE here (id int8)")));
        assertThat(await(exists(db))).isTrue();
        assertThat(await(exists(reports))).isFalse();
    }

    @Test
    void transactionsOfTwoDataSourcesStayApart() {
        await(reports.execute(sql("CREATE TABLE r (id int8)")));
        await(db.transaction(tx -> reports
                .transaction(TransactionOptions.requiresNew(), other -> other.execute(sql("INSERT INTO r VALUES (1)")))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("only db rolls back"))))
                .onFailure().recoverWithNull());
        assertThat(await(reports.single(sql("SELECT count(*) FROM r").as(Long.class)))).isEqualTo(1);
    }

    @Test
    void thePoolHasTenConnectionsByDefault() {
        assertThat(maxSize).isEqualTo(10);
    }

    private static Uni<Boolean> exists(Database database) {
        return database.single(sql("SELECT to_regclass('here') IS NOT NULL").as(Boolean.class));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
