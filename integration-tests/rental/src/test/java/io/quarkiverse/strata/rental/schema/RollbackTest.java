package io.quarkiverse.strata.rental.schema;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.migration.MigrationReport;
import io.quarkiverse.strata.migration.MigrationReport.Run;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.migration.Rollback;
import io.quarkiverse.strata.sql.Query;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;

/** All migrations can be undone and made again. In a database of its own. */
@QuarkusTest
@TestProfile(RollbackTest.OwnDatabase.class)
class RollbackTest {

    private static final String[] IDS = { "20260901", "20260902", "20260903", "20260904", "20260905", "20260906", "20260907",
            "20260908" };

    /** Tables, views, types and functions, but for Strata's own tables. */
    private static final Query<String> OBJECTS = sql("""
            SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'strata%'
            UNION ALL SELECT typname::text FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
            UNION ALL SELECT proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            ORDER BY 1""").as(String.class);

    @Inject
    Migrations migrations;

    @Inject
    Database db;

    @Test
    void leavesNothingBehindAndMakesTheSameAgain() {
        List<String> made = now(db.list(OBJECTS));
        assertThat(made).contains("film", "film_list", "mpaa_rating", "year", "last_updated", "rental_copy_out_once");

        MigrationReport undone = now(migrations.rollback(Rollback.steps(IDS.length)));
        assertThat(undone.migrations()).extracting(Run::id).containsExactlyInAnyOrder(IDS);
        assertThat(now(db.list(OBJECTS))).isEmpty();

        assertThat(now(migrations.migrate()).migrations()).extracting(Run::id).containsExactly(IDS);
        assertThat(now(db.list(OBJECTS))).isEqualTo(made);
    }

    private static <T> T now(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(30));
    }

    /** Without rows, in a server that no other test has. */
    public static class OwnDatabase implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.devservices.db-name", "rollback", "quarkus.strata.seeding.seed-at-start",
                    "false");
        }
    }
}
