package io.quarkiverse.strata.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.execution.StatementRun;
import io.quarkiverse.strata.test.Plain;

class StatementEntriesTest {

    @Test
    void whatIsUnusedForLongestMakesRoom() {
        StatementEntries entries = new StatementEntries(20);
        for (int i = 0; i < 20; i++) {
            entries.of("SELECT " + i).add(run(i));
        }
        entries.of("SELECT 0").add(run(100));
        entries.of("SELECT new").add(run(101));

        assertThat(entries.stats("ds")).hasSize(19).extracting(QueryStats::statement)
                .contains("SELECT 0", "SELECT 3", "SELECT new").doesNotContain("SELECT 1", "SELECT 2");
    }

    private static StatementRun run(long startedAt) {
        return new StatementRun("ds", Plain.read("SELECT 1"), CallOptions.NONE, false, "primary",
                System.nanoTime() - 1000 + startedAt, 1,
                1,
                1, 1, null, null);
    }
}
