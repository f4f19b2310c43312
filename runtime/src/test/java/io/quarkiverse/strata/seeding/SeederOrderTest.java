package io.quarkiverse.strata.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class SeederOrderTest {

    private static SeederDefinition seeder(String name, String... dependencies) {
        return new SeederDefinition(name, name, "<default>", Set.of(dependencies), Set.of(Environment.TEST));
    }

    private static List<String> sorted(SeederDefinition... seeders) {
        return SeederOrder.sort(List.of(seeders)).stream().map(SeederDefinition::seeder).toList();
    }

    @Test
    void withoutDependenciesTheClassNameDecides() {
        assertThat(sorted(seeder("c"), seeder("a"), seeder("b"))).containsExactly("a", "b", "c");
    }

    @Test
    void dependenciesComeFirstWhateverTheirNames() {
        assertThat(sorted(seeder("a", "z"), seeder("b"), seeder("z", "y"), seeder("y"))).containsExactly("b", "y", "z", "a");
    }

    @Test
    void aDiamondRunsOnceEach() {
        assertThat(sorted(seeder("a", "b", "c"), seeder("b", "d"), seeder("c", "d"), seeder("d")))
                .containsExactly("d", "b", "c", "a");
    }

    @Test
    void nothingIsNothing() {
        assertThat(sorted()).isEmpty();
    }

    @Test
    void aCircleIsNamedAlongItsWay() {
        assertThatThrownBy(() -> sorted(seeder("x", "a"), seeder("a", "c"), seeder("b", "a"), seeder("c", "b"), seeder("ok")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-4172: Seeders depend on each other in a circle: a -> c -> b -> a. Take one of these"
                        + " dependencies out.");
    }

    @Test
    void dependingOnItselfIsACircle() {
        assertThatThrownBy(() -> sorted(seeder("a", "a"))).hasMessage(
                "STRATA-4172: Seeders depend on each other in a circle: a -> a. Take one of these dependencies out.");
    }

    @Test
    void twoOfTheSameIdInOneDatabaseAreRefused() {
        SeederDefinition a = new SeederDefinition("A", "users", "<default>", Set.of(), Set.of());
        SeederDefinition b = new SeederDefinition("B", "users", "<default>", Set.of(), Set.of());
        assertThatThrownBy(() -> sorted(b, a)).hasMessage("STRATA-4171: The seeders A and B have the same id \"users\", so a"
                + " database that one has seeded would never be seeded by the other. Give one of them another id.");
        assertThat(sorted(a, new SeederDefinition("B", "users", "reports", Set.of(), Set.of()))).containsExactly("A", "B");
    }
}
