package io.quarkiverse.strata.deployment.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.jboss.logging.Logger;
import org.testcontainers.containers.Network;
import org.testcontainers.postgresql.PostgreSQLContainer;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ContainerNetwork;

import io.quarkus.datasource.deployment.spi.DatasourceStartable;

/** The container that Quarkus starts, and standbys of the same image that live as long as it does. */
final class ReplicatedContainer implements DatasourceStartable {

    private static final Logger LOG = Logger.getLogger(ReplicatedContainer.class);
    private static final String PRIMARY = "strata-primary";
    /**
     * A container's ports are published through the first of its networks by name. Were ours the first, joining it would
     * publish the primary's port anew, at another number as often as not.
     */
    private static final String LAST = "zzz-strata-";

    private final DatasourceStartable primary;
    private final PostgreSQLContainer container;
    private final Standbys standbys;
    private final boolean sharedNetwork;
    private final Duration timeout;
    private final Consumer<List<String>> started;
    private final List<StandbyContainer> running = new ArrayList<>();
    private Network network;

    /**
     * @param container the primary once more, as a container
     * @param sharedNetwork whether the application runs as a container, too, and finds the servers by name
     * @param timeout how long the start of each may take
     * @param started is told the standbys' addresses
     */
    ReplicatedContainer(DatasourceStartable primary, PostgreSQLContainer container, Standbys standbys, boolean sharedNetwork,
            Duration timeout, Consumer<List<String>> started) {
        this.primary = primary;
        this.container = container;
        this.standbys = standbys;
        this.sharedNetwork = sharedNetwork;
        this.timeout = timeout;
        this.started = started;
    }

    @Override
    public void start() {
        if (sharedNetwork) {
            container.addExposedPort(PostgreSQLContainer.POSTGRESQL_PORT); // the backup's session comes from this JVM
        }
        primary.start();
        try {
            startStandbys();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        started.accept(replicaUrls());
    }

    private void startStandbys() {
        String host = connect();
        Path archive = null;
        try {
            archive = Files.createTempFile("strata-base-backup", ".tar");
            ContainerBackup backup = ContainerBackup.take(container, archive);
            for (Duration delay : standbys.delays()) {
                StandbySettings settings = new StandbySettings(host, PostgreSQLContainer.POSTGRESQL_PORT,
                        container.getUsername(), container.getPassword(), "standby" + (running.size() + 1), delay);
                StandbyContainer standby = new StandbyContainer(container, backup, settings, timeout);
                standby.setNetwork(network != null ? network : container.getNetwork());
                running.add(standby);
                standby.start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (archive != null) {
                archive.toFile().delete();
            }
        }
    }

    /** Puts the primary into a network where containers find each other by name, and gives its name there. */
    private String connect() {
        if (sharedNetwork) {
            return container.getNetworkAliases().get(0);
        }
        network = Network.builder().createNetworkCmdModifier(create -> create.withName(LAST + UUID.randomUUID())).build();
        container.getDockerClient().connectToNetworkCmd().withNetworkId(network.getId())
                .withContainerId(container.getContainerId())
                .withContainerNetwork(new ContainerNetwork().withAliases(PRIMARY)).exec();
        return PRIMARY;
    }

    /** The standbys' addresses for the reactive client, without the parameters that the container gives JDBC's. */
    List<String> replicaUrls() {
        String url = primary.getReactiveUrl().replaceFirst("[?].*", "");
        return running.stream().map(standby -> url.replaceFirst("//[^/]+/", "//" + standby.address(sharedNetwork) + "/"))
                .toList();
    }

    /** The standbys first: the primary waits for them to get all that it has. */
    @Override
    public void close() {
        running.forEach(StandbyContainer::stop);
        running.clear();
        if (network != null) {
            try {
                container.getDockerClient().disconnectFromNetworkCmd().withNetworkId(network.getId())
                        .withContainerId(container.getContainerId()).withForce(true).exec();
            } catch (DockerException e) {
                LOG.debug("The primary is gone already", e);
            }
            network.close();
            network = null;
        }
        try {
            primary.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getConnectionInfo() {
        return primary.getConnectionInfo();
    }

    @Override
    public String getContainerId() {
        return primary.getContainerId();
    }

    @Override
    public String getUsername() {
        return primary.getUsername();
    }

    @Override
    public String getPassword() {
        return primary.getPassword();
    }

    @Override
    public String getReactiveUrl() {
        return primary.getReactiveUrl();
    }

    @Override
    public String getEffectiveJdbcUrl() {
        return primary.getEffectiveJdbcUrl();
    }
}
