package io.quarkiverse.strata.deployment.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class SeedersOfOneIdFailBuildTest {

    private static final String ME = SeedersOfOneIdFailBuildTest.class.getName() + "$";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(PlainSeeder.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d")
            .assertException(failure -> assertThat(failure).isInstanceOf(DeploymentException.class)
                    .hasMessage("STRATA-4171: The seeders " + ME + "One and " + ME + "Two have the same id \"users\", so a"
                            + " database that one has seeded would never be seeded by the other. Give one of them another id."));

    @Test
    void theBuildFails() {
        fail("the application must not start");
    }

    public static class One extends PlainSeeder {
        @Override
        public String id() {
            return "users";
        }
    }

    public static class Two extends PlainSeeder {
        @Override
        public String id() {
            return "users";
        }
    }
}
