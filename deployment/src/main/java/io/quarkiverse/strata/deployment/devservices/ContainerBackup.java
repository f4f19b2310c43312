package io.quarkiverse.strata.deployment.devservices;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

import org.testcontainers.containers.Container;
import org.testcontainers.postgresql.PostgreSQLContainer;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;

/**
 * A base backup of a container's server, by PostgreSQL's backup functions and {@code tar}: it needs neither pg_basebackup in
 * the image nor a login for replication yet.
 *
 * @param archive the data directory without what a standby makes anew, with its path from the root
 * @param dataDirectory its path
 * @param label the file that tells a server where to begin
 * @param configuration the primary's {@code postgresql.auto.conf}
 */
record ContainerBackup(Path archive, String dataDirectory, String label, String configuration) {

    /** Lets standbys log in from other containers; the images let them do so from their own container alone. */
    private static final String HAS_RULE = "SELECT EXISTS (SELECT FROM pg_hba_file_rules WHERE 'replication' = ANY (database)"
            + " AND type LIKE 'host%' AND address IN ('all', '0.0.0.0'))";
    private static final String ADD_RULE = "printf '\\nhost replication all all %s\\n' \"$2\" >> \"$1\"";
    /** PostgreSQL's manual, "Making a Base Backup Using the Low Level API", and what belongs to the running server. */
    private static final String ARCHIVE = """
            data=${1#/}; cd / && set --
            for file in "$data"/*; do
              case ${file##*/} in
                pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans) ;;
                postmaster.pid|postmaster.opts|postgresql.auto.conf*|backup_label*|standby.signal) ;;
                *) set -- "$@" "$file" ;;
              esac
            done
            exec tar -cf - "$@"
            """;

    /**
     * Prepares the server for standbys and copies its data.
     *
     * @param archive the file to write
     */
    static ContainerBackup take(PostgreSQLContainer container, Path archive) throws IOException {
        try (Connection connection = connect(container)) {
            String directory = ask(connection, "SHOW data_directory");
            allowReplication(container, connection);
            ask(connection, "SELECT pg_backup_start('strata', true)");
            copy(container, directory, archive);
            return new ContainerBackup(archive, directory, ask(connection, "SELECT labelfile FROM pg_backup_stop(false)"),
                    ask(connection, "SELECT pg_read_file('postgresql.auto.conf')"));
        } catch (SQLException e) {
            throw new DevServicesException("STRATA-4207", "The database in container " + container.getDockerImageName()
                    + " can't be copied for a standby: " + e.getMessage().lines().findFirst().orElse("") + " (SQLSTATE "
                    + e.getSQLState() + "). quarkus.strata.devservices.replicas takes an image with PostgreSQL 15 or newer.",
                    e);
        }
    }

    private static Connection connect(PostgreSQLContainer container) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", container.getUsername());
        login.setProperty("password", container.getPassword());
        // the driver itself: DriverManager doesn't know it in this class loader
        return new org.postgresql.Driver().connect("jdbc:postgresql://" + container.getHost() + ":"
                + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/"
                + Ports.encode(container.getDatabaseName()), login);
    }

    private static void allowReplication(PostgreSQLContainer container, Connection connection)
            throws SQLException, IOException {
        if (ask(connection, HAS_RULE).equals("f")) {
            execute(container, ADD_RULE, ask(connection, "SHOW hba_file"), ask(connection, "SHOW password_encryption"));
        }
        execute(connection, "ALTER SYSTEM SET wal_keep_size = '256MB'");
        ask(connection, "SELECT pg_reload_conf()");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(PostgreSQLContainer container, String script, String... arguments) throws IOException {
        Container.ExecResult result;
        try {
            result = container.execInContainer(command(script, arguments));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DevServicesException("STRATA-4207", "The start of a standby was interrupted.", e);
        }
        if (result.getExitCode() != 0) {
            throw failed(container, result.getStderr());
        }
    }

    private static String[] command(String script, String... arguments) {
        String[] command = new String[4 + arguments.length];
        command[0] = "sh";
        command[1] = "-c";
        command[2] = script;
        command[3] = "strata";
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        return command;
    }

    /** Testcontainers' own way to run a command takes its output as text; this is an archive. */
    private static void copy(PostgreSQLContainer container, String directory, Path archive) throws IOException {
        DockerClient docker = container.getDockerClient();
        String id = docker.execCreateCmd(container.getContainerId()).withAttachStdout(true).withAttachStderr(true)
                .withCmd(command(ARCHIVE, directory)).exec().getId();
        StringBuffer errors = new StringBuffer();
        try (OutputStream out = Files.newOutputStream(archive)) {
            docker.execStartCmd(id).exec(new ResultCallback.Adapter<Frame>() {
                @Override
                public void onNext(Frame frame) {
                    try {
                        if (frame.getStreamType() == StreamType.STDOUT) {
                            out.write(frame.getPayload());
                        } else {
                            errors.append(new String(frame.getPayload()));
                        }
                    } catch (IOException e) {
                        onError(e);
                    }
                }
            }).awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DevServicesException("STRATA-4207", "The start of a standby was interrupted.", e);
        }
        // 1 is a file that changed meanwhile, as they do in a running server: the log sets it right
        if (docker.inspectExecCmd(id).exec().getExitCodeLong() > 1) {
            throw failed(container, errors.toString());
        }
    }

    private static DevServicesException failed(PostgreSQLContainer container, String said) {
        return new DevServicesException("STRATA-4207", "The database in container " + container.getDockerImageName()
                + " can't be copied for a standby: " + said.strip());
    }
}
