package io.quarkiverse.strata.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.inject.Default;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.MigrationException;
import io.quarkiverse.strata.migration.KnownMigration;
import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.migration.MigrationDefinition;
import io.quarkiverse.strata.migration.MigrationKind;
import io.quarkiverse.strata.migration.MigrationSet;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.migration.Migrator;
import io.quarkiverse.strata.migration.MigratorOptions;
import io.quarkiverse.strata.pool.DedicatedConnections;
import io.quarkiverse.strata.seeding.Environment;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;

/** Makes the {@link Migrations} beans and migrates when the application starts. */
@Recorder
public class MigrationRecorder {

    private final RuntimeValue<StrataRuntimeConfig> config;

    public MigrationRecorder(RuntimeValue<StrataRuntimeConfig> config) {
        this.config = config;
    }

    /**
     * @param definitions the datasource's migrations
     * @param reversibleFiles those of its files that have a reverse beside them
     * @param instances makes a migration by its class's name
     */
    public Function<SyntheticCreationalContext<Migrations>, Migrations> migrations(String dataSource,
            List<MigrationDefinition> definitions, List<String> reversibleFiles,
            RuntimeValue<Function<String, Migration>> instances) {
        ClassLoader files = Thread.currentThread().getContextClassLoader();
        return context -> new AnnouncedMigrations(
                new Migrator(() -> connect(dataSource), MigrationSet.of(definitions.stream()
                        .map(definition -> known(definition, reversibleFiles, instances.getValue(), files)).toList()),
                        options(dataSource)),
                () -> Arc.container().instance(Caches.class).get().schemaChanged(dataSource));
    }

    /**
     * Runs what is pending, where that is wanted, and waits for it; a failure ends the start. Not bounded: a migration may take
     * as long as its data, and the start of the next attempt would wait for it. Its waits are: for a connection, for locks
     * ({@code lock-timeout}, {@code lock-tries}) and for another instance ({@code waiting}).
     */
    public void migrateAtStart(String dataSource) {
        boolean wanted = config(dataSource).migrateAtStart().orElse(Environments.isDevelopmentOrTest());
        if (wanted && isActive(dataSource)) {
            Arc.container().select(Migrations.class, qualifier(dataSource)).get().migrate().await().indefinitely();
        }
    }

    static boolean isActive(String dataSource) {
        InjectableInstance<Pool> pool = ReactiveDataSourceUtil.dataSourceInstance(dataSource);
        return !pool.isResolvable() || pool.getHandle().getBean().isActive();
    }

    private static KnownMigration known(MigrationDefinition definition, List<String> reversibleFiles,
            Function<String, Migration> instances, ClassLoader files) {
        String source = definition.source();
        if (definition.kind() == MigrationKind.JAVA) {
            return KnownMigration.ofClass(definition, () -> instances.apply(source));
        }
        String down = source.substring(0, source.length() - ".sql".length()) + ".down.sql";
        return KnownMigration.ofFile(definition, () -> read(files, source),
                () -> reversibleFiles.contains(down) ? read(files, down) : null);
    }

    private static String read(ClassLoader files, String resource) {
        try (InputStream in = files.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("STRATA-3216: the file " + resource
                        + " was there when the application was built and isn't now: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lock that keeps two instances apart is a session's. */
    private Future<SqlConnection> connect(String dataSource) {
        DataSourceStrataRuntimeConfig known = config.getValue().dataSources().get(dataSource);
        DedicatedConnections connections = connections(dataSource);
        if (known.migration().url().isPresent()) {
            InstanceHandle<PgPoolCreator> creator = Arc.container().instance(PgPoolCreator.class, qualifier(dataSource));
            if (creator.get() instanceof StrataPgPoolCreator own) {
                return own.direct(known.migration().url().get()).connect();
            }
            return refused("quarkus.strata.migration.url isn't used, because the application has "
                    + "a PgPoolCreator of its own for datasource " + dataSource + ". Remove the one or the other");
        }
        if (!known.pooler().keepsSessions()) {
            return refused("migrations of datasource " + dataSource + " need a session of the "
                    + "server for their lock, and its pooler (quarkus.strata.pooler) gives each transaction another one. Set "
                    + "quarkus.strata.migration.url to the server's own address");
        }
        return connections.connect();
    }

    private static Future<SqlConnection> refused(String why) {
        return Future.failedFuture(new MigrationException(why, null, ErrorDetails.of("STRATA-3220"), null));
    }

    private static DedicatedConnections connections(String dataSource) {
        InstanceHandle<DedicatedConnections> handle = Arc.container().instance(DedicatedConnections.class,
                qualifier(dataSource));
        if (!handle.isAvailable()) {
            throw new IllegalStateException("STRATA-3217: the migrations of datasource " + dataSource
                    + " can't be looked at or run: nothing opens connections to it. Configure it as a reactive PostgreSQL datasource");
        }
        return handle.get();
    }

    private MigratorOptions options(String dataSource) {
        MigrationConfig settings = config(dataSource);
        return new MigratorOptions(dataSource, settings.schema().orElse(null), settings.historyTable(), settings.lockTimeout(),
                settings.lockTries(), settings.statementTimeout(), settings.waiting(), settings.waitForTransactions(),
                settings.transactions(),
                settings.outOfOrder(), instance(),
                Environments.current() == Environment.PRODUCTION ? "production" : null);
    }

    private static MigratorOptions.Instance instance() {
        return new MigratorOptions.Instance(host(),
                ConfigProvider.getConfig().getOptionalValue("quarkus.application.version", String.class).orElse(null));
    }

    private static String host() {
        String name = System.getenv("HOSTNAME");
        if (name != null && !name.isBlank()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private MigrationConfig config(String dataSource) {
        return config.getValue().dataSources().get(dataSource).migration();
    }

    private static Annotation qualifier(String dataSource) {
        return DataSourceUtil.isDefault(dataSource) ? Default.Literal.INSTANCE
                : new ReactiveDataSource.ReactiveDataSourceLiteral(dataSource);
    }
}
