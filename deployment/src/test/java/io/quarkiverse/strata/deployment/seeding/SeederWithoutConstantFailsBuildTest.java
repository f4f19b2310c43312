package io.quarkiverse.strata.deployment.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class SeederWithoutConstantFailsBuildTest {

    private static final String ME = SeederWithoutConstantFailsBuildTest.class.getName() + "$";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(PlainSeeder.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d")
            .assertException(failure -> assertThat(failure).isInstanceOf(DeploymentException.class)
                    .hasMessage("STRATA-4174: " + ME
                            + "Users.id() failed with java.lang.NullPointerException. It is asked while"
                            + " the application is built, on an instance whose constructor didn't run and that has nothing"
                            + " injected: return a constant."));

    @Test
    void theBuildFails() {
        fail("the application must not start");
    }

    public static class Users extends PlainSeeder {
        private final String text = String.valueOf("set by the constructor");

        @Override
        public String id() {
            return text.strip();
        }
    }
}
