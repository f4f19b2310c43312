package io.quarkiverse.strata.deployment.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class AbstractSeederAloneFailsBuildTest {

    private static final String ME = AbstractSeederAloneFailsBuildTest.class.getName() + "$";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(PlainSeeder.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d")
            .assertException(failure -> assertThat(failure).isInstanceOf(DeploymentException.class)
                    .hasMessage("STRATA-4176: Seeder " + ME + "Users is abstract and no class extends it, so it would never"
                            + " run. Make it a plain class."));

    @Test
    void theBuildFails() {
        fail("the application must not start");
    }

    public abstract static class Users extends PlainSeeder {
    }
}
