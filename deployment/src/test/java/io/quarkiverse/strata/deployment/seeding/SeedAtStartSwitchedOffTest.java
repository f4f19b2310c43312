package io.quarkiverse.strata.deployment.seeding;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.seeding.SeederRun;
import io.quarkiverse.strata.seeding.Seeding;
import io.quarkus.test.QuarkusUnitTest;

class SeedAtStartSwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(RecordingDatabase.class, PlainSeeder.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d")
            .overrideConfigKey("quarkus.strata.seeding.seed-at-start", "false");

    @Inject
    Seeding seeding;

    @Test
    void theSeedersWaitToBeAsked() {
        assertThat(RecordingDatabase.HEARD).isEmpty();
        assertThat(seeding.run().await().indefinitely()).singleElement().extracting(SeederRun::ran).isEqualTo(true);
        assertThat(RecordingDatabase.HEARD).containsExactly("recorded " + Users.class.getName());
    }

    public static class Users extends PlainSeeder {
    }
}
