package io.quarkiverse.strata.deployment.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.QuarkusUnitTest;

class SeederOfUnknownDatasourceFailsBuildTest {

    private static final String ME = SeederOfUnknownDatasourceFailsBuildTest.class.getName() + "$";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(PlainSeeder.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d")
            .assertException(failure -> assertThat(failure).isInstanceOf(DeploymentException.class)
                    .hasMessage("STRATA-4178: Seeder " + ME + "Users seeds the datasource reports, which isn't a reactive"
                            + " PostgreSQL datasource of this application. Known are: <default>."));

    @Test
    void theBuildFails() {
        fail("the application must not start");
    }

    @ReactiveDataSource("reports")
    public static class Users extends PlainSeeder {
    }
}
