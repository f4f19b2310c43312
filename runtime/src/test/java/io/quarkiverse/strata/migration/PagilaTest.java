package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.migration.pagila.Pagila;
import io.quarkiverse.strata.schema.Catalog;
import io.vertx.sqlclient.SqlConnection;

/** A schema from the world, rebuilt with the schema builder, and taken down again. */
class PagilaTest {

    private final Migrated db = new Migrated();
    private final Migration[] migrations = Pagila.migrations().toArray(Migration[]::new);

    @Test
    void theRebuiltSchemaHasTheSameCatalog() throws IOException {
        List<String> before = facts();
        assertThat(db.migrate(migrations)).hasSize(migrations.length);
        assertThat(facts()).containsExactlyElementsOf(snapshot());
        await(db.migrator(migrations).rollback(Rollback.lastBatch()));
        assertThat(facts()).as("after the way back").isEqualTo(before);
    }

    private static List<String> snapshot() throws IOException {
        try (InputStream in = PagilaTest.class.getResourceAsStream("/pagila/catalog.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private List<String> facts() {
        SqlConnection connection = db.server.connect(db.database);
        List<String> facts = Catalog.facts(connection).stream().filter(fact -> !fact.contains("strata_")).toList();
        await(connection.close());
        return facts;
    }
}
