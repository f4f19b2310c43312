package io.quarkiverse.strata.deployment.devservices;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitAllStrategy;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.Base58;
import org.testcontainers.utility.DockerImageName;

/** A standby: the primary's image, command and environment, on a copy of its data, started by the image's own entry point. */
final class StandbyContainer extends GenericContainer<StandbyContainer> {

    private static final List<String> DIRECTORIES = List.of("", "/pg_wal", "/pg_wal/archive_status", "/pg_wal/summaries",
            "/pg_replslot", "/pg_dynshmem", "/pg_notify", "/pg_serial", "/pg_snapshots", "/pg_stat_tmp", "/pg_subtrans");

    private final ContainerBackup backup;
    private final StandbySettings settings;
    private final String hostName = "strata-" + Base58.randomString(5).toLowerCase(Locale.ROOT);

    StandbyContainer(PostgreSQLContainer primary, ContainerBackup backup, StandbySettings settings, Duration timeout) {
        super(DockerImageName.parse(primary.getDockerImageName()));
        this.backup = backup;
        this.settings = settings;
        setCommandParts(primary.getCommandParts());
        withEnv(primary.getEnvMap());
        withExposedPorts(PostgreSQLContainer.POSTGRESQL_PORT);
        withNetworkAliases(hostName);
        // configuration that the primary reads from the host, but never its data
        primary.getBinds().stream().filter(bind -> !backup.dataDirectory().startsWith(bind.getVolume().getPath()))
                .forEach(bind -> getBinds().add(bind));
        setWaitStrategy(new WaitAllStrategy()
                .withStrategy(Wait.forLogMessage(".*database system is ready to accept read-only connections.*\\s", 1))
                .withStrategy(Wait.forListeningPort())
                .withStartupTimeout(timeout));
    }

    /** Where the application finds it. */
    String address(boolean byName) {
        return byName ? hostName + ":" + PostgreSQLContainer.POSTGRESQL_PORT
                : getHost() + ":" + getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }

    /** Before its entry point looks whether there are data. */
    @Override
    protected void containerIsCreated(String containerId) {
        try (InputStream base = Files.newInputStream(backup.archive())) {
            getDockerClient().copyArchiveToContainerCmd(containerId).withRemotePath("/")
                    .withTarInputStream(new ByteArrayInputStream(whatMakesItAStandby())).exec();
            getDockerClient().copyArchiveToContainerCmd(containerId).withRemotePath("/").withTarInputStream(base).exec();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] whatMakesItAStandby() throws IOException {
        TarArchiveEntry owner = aFileOfTheServer();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String directory : DIRECTORIES) {
                add(tar, owner, directory + "/", 040700, "");
            }
            add(tar, owner, "/standby.signal", 0100600, "");
            add(tar, owner, "/backup_label", 0100600, backup.label());
            add(tar, owner, "/postgresql.auto.conf", 0100600, backup.configuration() + settings.lines());
        }
        return bytes.toByteArray();
    }

    private TarArchiveEntry aFileOfTheServer() throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(backup.archive()))) {
            return tar.getNextEntry();
        }
    }

    private void add(TarArchiveOutputStream tar, TarArchiveEntry owner, String name, int mode, String text)
            throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(backup.dataDirectory() + name);
        entry.setMode(mode);
        entry.setUserId(owner.getLongUserId());
        entry.setGroupId(owner.getLongGroupId());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
