package io.quarkiverse.strata.deployment.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class JtaTransactionalWarnsTest {

    private static final String ME = JtaTransactionalWarnsTest.class.getName() + "$Jta";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withApplicationRoot(jar -> jar.addClass(Jta.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d")
            .setLogRecordPredicate(record -> record.getMessage().contains("STRATA-4148"))
            .assertLogRecords(records -> assertThat(records).singleElement()
                    .satisfies(record -> assertThat(String.format(record.getMessage(), record.getParameters()))
                            .isEqualTo("STRATA-4148: jakarta.transaction.Transactional begins no transaction of Strata. Use "
                                    + "io.quarkiverse.strata.Transactional on " + ME + ".reactive()")));

    @Test
    void theBuildWarns() {
        // what was logged is looked at when the application has ended
    }

    @ApplicationScoped
    static class Jta {

        @jakarta.transaction.Transactional
        Uni<String> reactive() {
            return Uni.createFrom().item("");
        }

        @jakarta.transaction.Transactional
        String blocking() {
            return "";
        }
    }
}
