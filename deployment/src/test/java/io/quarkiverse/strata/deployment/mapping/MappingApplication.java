package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.shrinkwrap.api.spec.JavaArchive;

import io.quarkus.test.QuarkusUnitTest;

/** Applications that need no database. */
final class MappingApplication {

    private MappingApplication() {
    }

    static QuarkusUnitTest of(Class<?>... classes) {
        return new QuarkusUnitTest().withApplicationRoot((JavaArchive archive) -> archive.addClasses(classes)
                .addClass(MappingApplication.class))
                .overrideConfigKey("quarkus.devservices.enabled", "false")
                .overrideConfigKey("quarkus.datasource.reactive", "false");
    }

    /** An application of one class and what is nested in it, whose build fails with exactly this message. */
    static QuarkusUnitTest failing(Class<?> test, String message) {
        return of(test).assertException(failure -> assertThat(root(failure)).hasMessage(message));
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
