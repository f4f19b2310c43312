package io.quarkiverse.strata.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.mapping.Discriminator;
import io.quarkiverse.strata.mapping.Label;
import io.quarkiverse.strata.mapping.Projection;

/** What is wrong with sealed interfaces is told when the application is built. */
class MappingSealedTest {

    @Discriminator("kind")
    interface Open {
    }

    @Discriminator("kind")
    sealed interface Event permits Login, SignIn, Stranger {
    }

    @Projection
    record Login(long id) implements Event {
    }

    @Projection
    @Label("login")
    record SignIn(long id) implements Event {
    }

    record Stranger(long id) implements Event {
    }

    @Test
    void problemsAreTold() throws IOException {
        MappingProblems problems = new MappingProblems();
        List<MappingSealed> sealed = MappingSealed.read(
                Index.of(Open.class, Event.class, Login.class, SignIn.class, Stranger.class), problems);
        assertThat(sealed).hasSize(1);
        assertThat(problems.messages()).containsExactlyInAnyOrder(
                "STRATA-1411: " + Open.class.getName()
                        + " is annotated with @Discriminator but is no sealed interface. Make it "
                        + "one, so that its records are known.",
                "STRATA-1412: " + Stranger.class.getName() + ", which " + Event.class.getName() + " permits, is no mapped "
                        + "record. Make it a record and annotate it with @Projection, or with @Table when it stands for a table.",
                "STRATA-1413: " + Login.class.getName() + " and " + SignIn.class.getName()
                        + " have the same label \"login\" in "
                        + Event.class.getName() + ". Give one of them another @Label.");
    }
}
