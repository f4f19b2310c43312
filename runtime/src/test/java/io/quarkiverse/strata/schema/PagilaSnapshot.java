package io.quarkiverse.strata.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.sqlclient.SqlConnection;

/**
 * Writes {@code pagila/catalog.txt}, the facts of the Pagila schema: run it with the path of {@code pagila-schema.sql} (version
 * 4.1, https://github.com/devrimgunduz/pagila) and that of the file to write. What needs the extension {@code vector}, which
 * the test server hasn't, is left out.
 */
final class PagilaSnapshot {

    private PagilaSnapshot() {
    }

    public static void main(String[] arguments) throws IOException {
        String script = Files.readString(Path.of(arguments[0]))
                .replaceAll("(?m)^(CREATE|COMMENT ON) EXTENSION .*vector.*;$", "")
                .replaceAll("(?m)^ +embedding public\\.vector\\(20\\) NOT NULL,$", "")
                .replaceAll("(?m)^CREATE INDEX film_embedding_embedding_hnsw_idx .*;$", "");
        PostgresServer server = PostgresServer.get();
        String database = server.createDatabase();
        server.execute(database, script);
        SqlConnection connection = server.connect(database);
        List<String> facts = Catalog.facts(connection);
        PostgresServer.await(connection.close());
        Files.writeString(Path.of(arguments[1]), String.join("\n", facts) + "\n");
        System.exit(0);
    }
}
