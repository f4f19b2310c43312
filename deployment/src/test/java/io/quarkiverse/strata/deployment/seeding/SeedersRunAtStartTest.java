package io.quarkiverse.strata.deployment.seeding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.seeding.Environment;
import io.quarkiverse.strata.seeding.Seeder;
import io.quarkiverse.strata.seeding.SeederStatus;
import io.quarkiverse.strata.seeding.Seeding;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class SeedersRunAtStartTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(RecordingDatabase.class, Base.class, FilmSeeder.class,
                    RentalSeeder.class, UserSeeder.class, ProductionSeeder.class, Names.class, Start.class))
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/d");

    @Inject
    Seeding seeding;

    @Test
    void inOrderWithTheirBeansBeforeAnythingElseStarts() {
        String prefix = SeedersRunAtStartTest.class.getName() + "$";
        assertThat(RecordingDatabase.HEARD).containsExactly("recorded films", "film Alien",
                "recorded " + prefix + "UserSeeder", "user Alien",
                "recorded " + prefix + "RentalSeeder", "rental", "started");
        assertThat(seeding.status().await().indefinitely()).extracting(SeederStatus::id).containsExactly("films",
                prefix + "ProductionSeeder", prefix + "UserSeeder", prefix + "RentalSeeder");
    }

    public static class Start {
        void started(@Observes StartupEvent event) {
            RecordingDatabase.HEARD.add("started");
        }
    }

    @ApplicationScoped
    public static class Names {
        String name() {
            return "Alien";
        }
    }

    public abstract static class Base implements Seeder {
        protected abstract String what();

        @Override
        public Uni<Void> run(Queries db) {
            return Uni.createFrom().voidItem().invoke(() -> RecordingDatabase.HEARD.add(what()));
        }
    }

    /** Field injection, an id of its own. */
    public static class FilmSeeder extends Base {
        @Inject
        Names names;

        @Override
        protected String what() {
            return "film " + names.name();
        }

        @Override
        public String id() {
            return "films";
        }
    }

    /** The last by its dependencies, although its name comes earlier. */
    public static class RentalSeeder extends Base {
        @Override
        protected String what() {
            return "rental";
        }

        @Override
        public Set<Class<? extends Seeder>> dependencies() {
            return Set.of(FilmSeeder.class, UserSeeder.class, ProductionSeeder.class);
        }
    }

    /** Constructor injection, a scope of its own with a client proxy. */
    @ApplicationScoped
    public static class UserSeeder extends Base {
        private final List<String> names;

        @Inject
        public UserSeeder(Names names) {
            this.names = List.of(names.name());
        }

        @Override
        protected String what() {
            return "user " + names.get(0);
        }
    }

    public static class ProductionSeeder extends Base {
        @Override
        protected String what() {
            return "never here";
        }

        @Override
        public Set<Environment> environments() {
            return Set.of(Environment.PRODUCTION);
        }
    }
}
