package io.quarkiverse.strata.deployment.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.quarkus.deployment.builditem.Startable;

/**
 * A PostgreSQL server as a process of this machine, with the standbys that are wanted: a new data directory, started on
 * loopback alone, with a password, and thrown away at the end as a container would be. It doesn't wait for the disk (fsync is
 * off): it outlives a crash of the application, not of the machine. All else that a test can see is as in production,
 * {@code synchronous_commit} included.
 */
final class PostgresProcess implements Startable {

    private static final String CONFIGURATION = """

            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            fsync = off
            full_page_writes = off
            synchronous_commit = on
            wal_keep_size = '256MB'
            timezone = 'UTC'
            log_timezone = 'UTC'
            """;

    private final PostgresSettings settings;
    /** The primary first. */
    private final List<PostgresInstance> instances = new ArrayList<>();

    PostgresProcess(PostgresSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start() {
        try {
            Workspace workspace = Workspace.open();
            Path programs = settings.programs().unpackedIn(workspace).resolve("bin");
            try {
                start(workspace, programs);
            } catch (IOException | RuntimeException e) {
                close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(Workspace workspace, Path programs) throws IOException {
        PostgresInstance primary = instance(workspace, settings.port().orElseGet(Ports::free));
        create(programs, primary);
        for (Duration delay : settings.standbys().delays()) {
            PostgresInstance standby = instance(workspace, Ports.free());
            standby.follow(primary.data(), new StandbySettings("127.0.0.1", primary.port(), settings.user(),
                    settings.password(), "standby" + (instances.size() - 1), delay));
        }
        for (PostgresInstance instance : instances) {
            instance.start(programs, settings.timeout());
        }
    }

    private PostgresInstance instance(Workspace workspace, int port) throws IOException {
        PostgresInstance instance = new PostgresInstance(workspace.newServer(), port);
        instances.add(instance);
        return instance;
    }

    private void create(Path programs, PostgresInstance primary) throws IOException {
        Path data = primary.data();
        Path password = Files.createFile(data.resolveSibling("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, settings.password() + "\n");
        // ICU sorts as the container image's en_US does, on every system
        run(primary, Command.of(programs.resolve("initdb"), "-D", data, "-U", settings.user(), "--pwfile=" + password,
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en",
                "--no-sync", "--no-instructions"));
        Files.delete(password);
        Files.writeString(data.resolve("postgresql.conf"), CONFIGURATION, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        if (!settings.database().equals("postgres")) {
            run(primary, Command.of(programs.resolve("postgres"), "--single", "-D", data, "postgres")
                    .withInput("CREATE DATABASE \"" + settings.database().replace("\"", "\"\"") + "\"\n"));
        }
    }

    private void run(PostgresInstance instance, Command command) throws IOException {
        command.asNobodyWhenRoot().run(instance.log(), settings.timeout());
    }

    /** The address for the reactive client. */
    String reactiveUrl() {
        return reactiveUrl(instances.get(0));
    }

    /** The standbys' addresses, one value of a list property. */
    String replicaUrls() {
        return Standbys.urls(instances.stream().skip(1).map(this::reactiveUrl).toList());
    }

    private String reactiveUrl(PostgresInstance instance) {
        return "vertx-reactive:postgresql://" + address(instance) + "/" + Ports.encode(settings.database());
    }

    private static String address(PostgresInstance instance) {
        return "127.0.0.1:" + instance.port();
    }

    /** Where each listens, as people are told. */
    String addresses() {
        List<String> standbys = instances.stream().skip(1).map(PostgresProcess::address).toList();
        return getConnectionInfo() + (standbys.isEmpty() ? ""
                : standbys.size() == 1 ? ", its standby on " + standbys.get(0)
                        : ", its standbys on " + String.join(" and ", standbys));
    }

    @Override
    public String getConnectionInfo() {
        return address(instances.get(0));
    }

    /** No container: null. */
    @Override
    public String getContainerId() {
        return null;
    }

    /** The standbys first: the primary waits for them to get all that it has. */
    @Override
    public void close() throws IOException {
        for (int i = instances.size() - 1; i >= 0; i--) {
            instances.get(i).close();
        }
        instances.clear();
    }
}
