package io.quarkiverse.strata.deployment.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.DeploymentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Transactional;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** All that is wrong is told at once, each with its cure. */
class MisplacedTransactionalFailsBuildTest {

    private static final String ME = MisplacedTransactionalFailsBuildTest.class.getName() + "$";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Wrong.class, WrongClass.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d")
            .assertException(failure -> assertThat(failure).isInstanceOf(DeploymentException.class)
                    .satisfies(told -> assertThat(told.getMessage().split("\n")).containsExactlyInAnyOrder(
                            "STRATA-4141: @Transactional has no place on " + ME + "Wrong.rows(), which returns Multi: nothing "
                                    + "says when its transaction could end. Collect the rows into a Uni in the method, or stream "
                                    + "them without it: db.stream(…) has a read-only transaction of its own.",
                            "STRATA-4142: @Transactional has no place on " + ME + "Wrong.nothing(), which returns void: its "
                                    + "transaction ends with the Uni that the method returns. Return a Uni.",
                            "STRATA-4143: @Transactional has no effect on " + ME + "Wrong.hidden(), which is private: no "
                                    + "interceptor stands before such a method. Take private away, or use "
                                    + "db.transaction(tx -> …) in it.",
                            "STRATA-4143: @Transactional has no effect on " + ME + "Wrong.ofTheClass(), which is static: no "
                                    + "interceptor stands before such a method. Take static away, or use "
                                    + "db.transaction(tx -> …) in it.",
                            "STRATA-4143: @Transactional has no effect on " + ME + "Wrong.last(), which is final: no "
                                    + "interceptor stands before such a method. Take final away, or use "
                                    + "db.transaction(tx -> …) in it.",
                            "STRATA-4146: @Transactional on " + ME
                                    + "Wrong.soon() can't be: timeout = \"soon\" is no duration. "
                                    + "Write 5s, 500ms or PT5S.",
                            "STRATA-4146: @Transactional on " + ME + "Wrong.deferred() can't be: STRATA-2416: a deferrable "
                                    + "transaction must be SERIALIZABLE and read only: PostgreSQL ignores it otherwise. Use "
                                    + "TransactionOptions.serializable().withReadOnly(true).withDeferrable(true).",
                            "STRATA-4147: @Transactional on " + ME + "Wrong.elsewhere() is for the datasource reports, which "
                                    + "isn't a reactive PostgreSQL datasource of this application. Known are: <default>.",
                            "STRATA-4141: @Transactional of its class doesn't reach " + ME
                                    + "WrongClass.stage(), which returns "
                                    + "CompletionStage: nothing says when its transaction could end. Return a Uni: "
                                    + "Uni.createFrom().completionStage(…) makes one.")));

    @Test
    void theBuildFails() {
        fail("the application must not start");
    }

    @ApplicationScoped
    static class Wrong {

        @Transactional
        Multi<String> rows() {
            return Multi.createFrom().empty();
        }

        @Transactional
        void nothing() {
        }

        @Transactional
        private Uni<String> hidden() {
            return Uni.createFrom().item("");
        }

        @Transactional
        static Uni<String> ofTheClass() {
            return Uni.createFrom().item("");
        }

        @Transactional
        final Uni<String> last() {
            return hidden();
        }

        @Transactional(timeout = "soon")
        Uni<String> soon() {
            return hidden();
        }

        @Transactional(deferrable = true)
        Uni<String> deferred() {
            return hidden();
        }

        @Transactional(dataSource = "reports")
        Uni<String> elsewhere() {
            return hidden();
        }
    }

    @ApplicationScoped
    @Transactional
    static class WrongClass {

        CompletionStage<String> stage() {
            return null;
        }

        String plain() {
            return "";
        }
    }
}
