package io.quarkiverse.strata.deployment.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.SeedingException;
import io.quarkiverse.strata.seeding.Seeder;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class FailingSeederFailsStartTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(RecordingDatabase.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d")
            .assertException(failure -> assertThat(failure)
                    // the application's class loader, not the test's
                    .satisfies(thrown -> assertThat(thrown.getClass().getName()).isEqualTo(SeedingException.class.getName()))
                    .hasMessage("STRATA-3301: Seeder " + FailingSeederFailsStartTest.class.getName() + "$Users failed in"
                            + " datasource <default>. What it wrote is rolled back and the seeders after it did not run; those"
                            + " before it stay. Correct the cause and start again. Cause: java.lang.IllegalStateException"));

    @Test
    void theStartFails() {
        fail("the application must not start");
    }

    public static class Users implements Seeder {
        @Override
        public Uni<Void> run(Queries db) {
            return Uni.createFrom().failure(new IllegalStateException("no such film"));
        }
    }
}
