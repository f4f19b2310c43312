package io.quarkiverse.strata.deployment.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Set;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.seeding.Seeder;
import io.quarkus.test.QuarkusUnitTest;

class SeederCircleFailsBuildTest {

    private static final String ME = SeederCircleFailsBuildTest.class.getName() + "$";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(PlainSeeder.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d")
            .assertException(failure -> assertThat(failure).isInstanceOf(DeploymentException.class)
                    .hasMessage("STRATA-4172: Seeders depend on each other in a circle: " + ME + "Left -> " + ME
                            + "Right -> " + ME + "Left. Take one of these dependencies out."));

    @Test
    void theBuildFails() {
        fail("the application must not start");
    }

    public static class Left extends PlainSeeder {
        @Override
        public Set<Class<? extends Seeder>> dependencies() {
            return Set.of(Right.class);
        }
    }

    public static class Right extends PlainSeeder {
        @Override
        public Set<Class<? extends Seeder>> dependencies() {
            return Set.of(Left.class);
        }
    }
}
