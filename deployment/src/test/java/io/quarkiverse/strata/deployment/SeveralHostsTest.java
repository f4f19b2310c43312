package io.quarkiverse.strata.deployment;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.deployment.devservices.Ask;
import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.sql.Query;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** A datasource that knows a primary and its standby goes on when the standby takes over. */
class SeveralHostsTest {

    private static final Query<String> SESSION = sql("SELECT current_setting('application_name') || ' ' "
            + "|| current_setting('search_path') || ' ' || current_setting('work_mem')").as(String.class);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(jar -> jar.addClass(Ask.class))
            .overrideConfigKey("quarkus.application.name", "shop")
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.devservices.db-name", "several")
            .overrideConfigKey("quarkus.strata.devservices.replicas", "1")
            .overrideConfigKey("quarkus.datasource.many.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.many.devservices.enabled", "false")
            .overrideConfigKey("quarkus.strata.many.migration.migrate-at-start", "false")
            .overrideRuntimeConfigKey("quarkus.strata.many.session.search-path", "odd,public")
            .overrideRuntimeConfigKey("quarkus.strata.many.session.settings.work_mem", "7MB")
            .overrideRuntimeConfigKey("quarkus.datasource.many.username", "${quarkus.datasource.username}")
            .overrideRuntimeConfigKey("quarkus.datasource.many.password", "${quarkus.datasource.password}")
            .overrideRuntimeConfigKey("quarkus.datasource.many.reactive.url",
                    "${quarkus.strata.replicas.urls},${quarkus.datasource.reactive.url}");

    @Inject
    @ReactiveDataSource("many")
    Database db;

    @Inject
    @ReactiveDataSource("many")
    PoolMonitor monitor;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String primary;

    @ConfigProperty(name = "quarkus.strata.replicas.urls")
    List<String> standbys;

    private static String server(String url) {
        return url.replaceAll(".*//([^/]+)/.*", "$1");
    }

    private static <T> T await(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void theStandbyTakesOver() throws Exception {
        assertThat(await(db.single(SESSION))).isEqualTo("shop \"odd\", \"public\" 7MB");
        PoolStatus before = monitor.pools().get(0);
        assertThat(before.address()).isEqualTo(server(primary));
        assertThat(before.state()).isEqualTo(PoolStatus.State.UP);
        await(db.execute(sql("CREATE TABLE taken (id int)")));

        Awaitility.await().ignoreExceptions()
                .until(() -> Ask.ask(standbys.get(0), "quarkus", "quarkus", "SELECT count(*) FROM taken") != null);
        Ask.ask(primary, "quarkus", "quarkus", "COPY (SELECT) TO PROGRAM "
                + "'cat >/dev/null; (sleep 0.3; kill -QUIT $(head -n 1 postmaster.pid)) >/dev/null 2>&1 &'");
        Awaitility.await().until(() -> monitor.pools().get(0).state() == PoolStatus.State.DOWN);
        Ask.ask(standbys.get(0), "quarkus", "quarkus", "SELECT pg_promote()");
        assertThat(await(db.execute(sql("INSERT INTO taken VALUES (1)")))).isEqualTo(1);
        assertThat(monitor.pools().get(0).address()).isEqualTo(server(standbys.get(0)));
        assertThat(monitor.primaryChanges()).isEqualTo(1);
        assertThat(monitor.lostWrites()).isZero();
    }
}
