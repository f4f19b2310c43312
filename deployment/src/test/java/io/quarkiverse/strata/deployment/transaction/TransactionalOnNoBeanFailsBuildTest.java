package io.quarkiverse.strata.deployment.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Transactional;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class TransactionalOnNoBeanFailsBuildTest {

    private static final String PLAIN = TransactionalOnNoBeanFailsBuildTest.class.getName() + "$Plain";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withApplicationRoot(jar -> jar.addClass(Plain.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d")
            .assertException(failure -> assertThat(failure).isInstanceOf(DeploymentException.class)
                    .hasMessage("STRATA-4144: @Transactional has no effect on " + PLAIN + ".work(), since no bean is of that "
                            + "class. Make " + PLAIN + " a bean, with @ApplicationScoped for example, or use "
                            + "db.transaction(tx -> …)."));

    @Test
    void theBuildFails() {
        fail("the application must not start");
    }

    static class Plain {

        @Transactional
        Uni<String> work() {
            return Uni.createFrom().item("");
        }
    }
}
