package io.quarkiverse.strata.deployment.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Set;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.seeding.Seeder;
import io.quarkus.test.QuarkusUnitTest;

class SeederDependingOnNoSeederFailsBuildTest {

    private static final String ME = SeederDependingOnNoSeederFailsBuildTest.class.getName() + "$";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(PlainSeeder.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d")
            .assertException(failure -> assertThat(failure).isInstanceOf(DeploymentException.class)
                    .hasMessage("STRATA-4175: Seeder " + ME + "Users depends on java.lang.String, which doesn't implement "
                            + "io.quarkiverse.strata.seeding.Seeder. Make it a seeder, or take the dependency out."));

    @Test
    void theBuildFails() {
        fail("the application must not start");
    }

    public static class Users extends PlainSeeder {
        @Override
        @SuppressWarnings({ "unchecked", "rawtypes" })
        public Set<Class<? extends Seeder>> dependencies() {
            return (Set) Set.of(String.class);
        }
    }
}
