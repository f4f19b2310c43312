package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.migration.Migrated.known;
import static io.quarkiverse.strata.migration.Migrated.step;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.MigrationException;

class ServerVersionTest {

    private final MigratorOptions options = new MigratorOptions("<default>", null, "strata_migrations", Duration.ZERO, 1,
            Duration.ZERO, false);

    @Test
    void aClauseThatTheServerHasNotIsRefusedByName() {
        MigrationSet set = MigrationSet.of(List.of(known(step("7",
                schema -> schema.createIndex("films", "title").unique().nullsNotDistinct()))));
        Moves moves = new Moves(set, options, new Failures("<default>"));
        List<Move> up = moves.up(new Standing(set, List.of(), new History("public", "strata_migrations")));
        assertThatCode(() -> moves.refuseClausesOfNewerServers(up, 15)).doesNotThrowAnyException();
        assertThatThrownBy(() -> moves.refuseClausesOfNewerServers(up, 14)).isInstanceOf(MigrationException.class)
                .hasMessage("STRATA-3221: migration 7 Step 7 (" + Migrated.Step.class.getName() + ") of datasource <default>"
                        + " uses NULLS NOT DISTINCT, which PostgreSQL has from version 15 on, and the server is of version 14."
                        + " Nothing was sent. Write it another way, or upgrade the server");
    }
}
