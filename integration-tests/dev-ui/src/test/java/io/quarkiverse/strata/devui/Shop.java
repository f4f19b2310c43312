package io.quarkiverse.strata.devui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jboss.shrinkwrap.api.asset.StringAsset;

import io.quarkiverse.strata.devui.shop.M20261101_CreateCustomers;
import io.quarkus.test.QuarkusDevModeTest;
import io.vertx.pgclient.PgConnectOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A shop in dev mode, with a database of its own that tests change behind its back. */
final class Shop {

    private static final EmbeddedPostgres SERVER = start();
    private static int databases;

    private final int port = freePort();
    private final String database = "shop" + ++databases;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    Shop() {
        execute("postgres", "CREATE DATABASE " + database);
        dataSource("", database);
        set("quarkus.http.port", String.valueOf(port));
        set("quarkus.application.name", "shop");
        file("db/migration/V20261110__number_orders.sql", """
                ALTER TABLE orders ADD COLUMN number text;
                -- yesterday's orders get theirs too
                UPDATE orders SET number = to_char(created_at, 'YYYY"-"') || id WHERE number IS NULL;
                ALTER TABLE orders ALTER COLUMN number SET NOT NULL, ADD CONSTRAINT orders_number_key UNIQUE (number)""");
        file("db/migration/V20261110__number_orders.down.sql", "ALTER TABLE orders DROP COLUMN number");
    }

    /** A second datasource, {@code reports}, in a database of its own. */
    Shop withReports() {
        execute("postgres", "CREATE DATABASE " + database + "_reports");
        dataSource("\"reports\".", database + "_reports");
        set("quarkus.datasource.\"reports\".db-kind", "postgresql");
        file("db/migration-reports/V1__sales.sql", "CREATE TABLE sales (day date PRIMARY KEY, total numeric NOT NULL)");
        return this;
    }

    /** On servers of development: a primary and its streaming standbys. */
    static Shop withStandbys(int standbys) {
        Shop shop = new Shop();
        shop.settings.remove("quarkus.datasource.reactive.url");
        shop.settings.remove("quarkus.datasource.username");
        return shop.set("quarkus.strata.devservices.replicas", String.valueOf(standbys));
    }

    private void dataSource(String prefix, String name) {
        set("quarkus.datasource." + prefix + "db-kind", "postgresql");
        set("quarkus.datasource." + prefix + "username", "postgres");
        set("quarkus.datasource." + prefix + "reactive.url", "postgresql://localhost:" + SERVER.getPort() + "/" + name);
    }

    Shop set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    Shop file(String path, String text) {
        files.put(path, text);
        return this;
    }

    QuarkusDevModeTest inDevMode() {
        return new QuarkusDevModeTest().withApplicationRoot(root -> {
            root.addPackage(M20261101_CreateCustomers.class.getPackage());
            root.addAsResource(new StringAsset(settings.entrySet().stream()
                    .map(setting -> setting.getKey().replace(" ", "\\ ") + "=" + setting.getValue())
                    .collect(Collectors.joining("\n"))), "application.properties");
            files.forEach((path, text) -> root.addAsResource(new StringAsset(text), path));
        });
    }

    String url(String path) {
        return "http://localhost:" + port + path;
    }

    void execute(String sql) {
        execute(database, sql);
    }

    /** Calls the shop; its answer. */
    String get(String path) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url(path))).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement on a server of development. @param address {@code host:port} */
    static void executeAt(String address, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + address + "/quarkus", "quarkus",
                "quarkus"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Migrates as another instance would. */
    void migrateElsewhere() {
        Elsewhere.migrate(new PgConnectOptions().setHost("localhost").setPort(SERVER.getPort()).setUser("postgres")
                .setDatabase(database), files);
    }

    /** The first column. */
    List<String> rows(String sql) {
        try (Connection connection = SERVER.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void execute(String database, String sql) {
        try (Connection connection = SERVER.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
