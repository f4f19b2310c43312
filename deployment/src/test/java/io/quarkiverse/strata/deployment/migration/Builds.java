package io.quarkiverse.strata.deployment.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jboss.shrinkwrap.api.asset.StringAsset;

import io.quarkus.runtime.util.ExceptionUtil;
import io.quarkus.test.QuarkusUnitTest;

/** Applications for tests. */
final class Builds {

    private Builds() {
    }

    /** One that doesn't get through the build, or the start, with this message. */
    static QuarkusUnitTest failing(String message, Map<String, String> files, Class<?>... classes) {
        return application(files, classes)
                .assertException(failure -> assertThat(ExceptionUtil.getRootCause(failure)).hasMessage(message));
    }

    static QuarkusUnitTest application(Map<String, String> files, Class<?>... classes) {
        return new QuarkusUnitTest().withApplicationRoot(root -> {
            root.addClasses(classes).addClasses(Builds.class);
            files.forEach((path, text) -> root.addAsResource(new StringAsset(text), path));
        }).overrideConfigKey("quarkus.datasource.db-kind", "postgresql");
    }
}
