package io.quarkiverse.strata.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.aesh.command.impl.parser.CommandLineParser;
import org.junit.jupiter.api.Test;

import io.quarkus.deployment.builditem.ConsoleCommandBuildItem;

class DatabaseConsoleCommandTest {

    @Test
    void theConsoleTakesTheCommandsWithTheirOptions() {
        List<? extends CommandLineParser<?>> parsers = new ConsoleCommandBuildItem(new DatabaseConsoleCommand())
                .getConsoleCommand().getParser().getAllChildParsers();
        assertThat(parsers).extracting(parser -> parser.getProcessedCommand().name()).containsExactlyInAnyOrder("status",
                "migrate", "plan", "rollback", "seed", "fresh", "create", "mark");
        assertThat(parsers).filteredOn(parser -> parser.getProcessedCommand().name().equals("rollback")).singleElement()
                .satisfies(parser -> assertThat(parser.getProcessedCommand().getOptions()).extracting("name")
                        .contains("steps", "to", "allow-data-loss", "yes", "json", "datasource"));
    }

    @Test
    void handsOverWhatWasTyped() {
        DatabaseConsoleCommand.Rollback rollback = new DatabaseConsoleCommand.Rollback();
        assertThat(rollback.arguments()).containsExactly("rollback");
        rollback.yes = true;
        rollback.steps = "2";
        rollback.allowDataLoss = true;
        assertThat(rollback.arguments()).containsExactly("rollback", "--yes", "--steps", "2", "--allow-data-loss");
        DatabaseConsoleCommand.Seed seed = new DatabaseConsoleCommand.Seed();
        seed.truncate = true;
        assertThat(seed.arguments()).containsExactly("seed", "--truncate");
        DatabaseConsoleCommand.Mark mark = new DatabaseConsoleCommand.Mark();
        mark.environment = "staging";
        assertThat(mark.arguments()).containsExactly("mark", "staging");
        mark.environment = null;
        assertThat(mark.arguments()).containsExactly("mark");
    }
}
