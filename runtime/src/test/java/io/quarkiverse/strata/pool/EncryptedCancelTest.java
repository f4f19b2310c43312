package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/** A cancel request has the key that lets anybody cancel: it is encrypted where its connection is. */
class EncryptedCancelTest {

    private static final String CANCEL = Buffer.buffer().appendInt(16).appendInt(80877102).toString(ISO_8859_1);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    @Test
    void aRequestIsEncryptedWhereItsConnectionIs() throws Exception {
        List<String> sent = new CopyOnWriteArrayList<>();
        try (PostgresServer server = PostgresServer.start(); FaultProxy proxy = new FaultProxy(server.port())) {
            encrypt(server);
            proxy.meddle(bytes -> {
                sent.add(bytes);
                return bytes;
            });
            PgConnectOptions options = server.options("postgres").setPort(proxy.port()).setSslMode(SslMode.REQUIRE)
                    .setTrustAll(true);
            PgConnection driver = await(PgConnection.connect(server.vertx(), options));
            PhysicalConnection connection = new PhysicalConnection(driver, server.vertx());
            assertThat(driver.isSSL()).isTrue();

            Future<RowSet<Row>> sleep = driver.query("SELECT pg_sleep(20)").execute();
            Awaitility.await().until(() -> server.execute("postgres", "SELECT FROM pg_stat_activity WHERE state = 'active' "
                    + "AND query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()").size() == 1);
            await(connection.cancelRunning());
            assertThatThrownBy(() -> await(sleep)).isInstanceOfSatisfying(PgException.class,
                    failure -> assertThat(failure.getSqlState()).isEqualTo("57014"));
            assertThat(sent).noneMatch(bytes -> bytes.contains(CANCEL));
            await(driver.close());
        }
    }

    /** Gives a server a certificate of its own. */
    private void encrypt(PostgresServer server) throws Exception {
        Path store = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "RSA", "-dname", "CN=localhost", "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", new String(PASSWORD)).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Path data = Path.of(server.execute("postgres", "SHOW data_directory").iterator().next().getString(0));
        write(data.resolve("server.crt"), "CERTIFICATE", keys.getCertificate("server").getEncoded());
        write(data.resolve("server.key"), "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
        server.execute("postgres", "ALTER SYSTEM SET ssl = on");
        server.execute("postgres", "SELECT pg_reload_conf()");
    }

    private static void write(Path file, String kind, byte[] content) throws Exception {
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' })
                .encodeToString(content) + "\n-----END " + kind + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
