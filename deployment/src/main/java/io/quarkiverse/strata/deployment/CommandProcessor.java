package io.quarkiverse.strata.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.quarkiverse.strata.command.DatabaseCommands;
import io.quarkiverse.strata.runtime.CommandLineBuildConfig;
import io.quarkiverse.strata.runtime.CommandRecorder;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.ConsoleCommandBuildItem;
import io.quarkus.deployment.builditem.InitTaskBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.LogConsoleFormatBuildItem;
import io.quarkus.deployment.builditem.RawCommandLineArgumentsBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.logging.LoggingSetupBuildItem;
import io.quarkus.runtime.LaunchMode;

/** The command line {@code db …}: of the packaged application, in the dev-mode console, in a Kubernetes init task. */
class CommandProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem bean(List<StrataDataSourceBuildItem> dataSources, CommandRecorder recorder) {
        return SyntheticBeanBuildItem.configure(DatabaseCommands.class).scope(Singleton.class).unremovable().setRuntimeInit()
                .createWith(recorder.commands(dataSources.stream().map(StrataDataSourceBuildItem::getName)
                        .sorted((a, b) -> DataSourceUtil.isDefault(a) ? -1 : DataSourceUtil.isDefault(b) ? 1 : a.compareTo(b))
                        .toList()))
                .done();
    }

    /** A console format is what the log's set-up waits for, so this is done before it. */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void takeConsole(CommandLineBuildConfig config, LaunchModeBuildItem launchMode, RawCommandLineArgumentsBuildItem arguments,
            CommandRecorder recorder, BuildProducer<LogConsoleFormatBuildItem> formats) {
        if (runsCommands(config, launchMode)) {
            formats.produce(new LogConsoleFormatBuildItem(recorder.takeConsole(arguments)));
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(BeanContainerBuildItem.class)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    @Consume(LoggingSetupBuildItem.class)
    @Produce(CommandLineReadBuildItem.class)
    ServiceStartBuildItem run(CommandLineBuildConfig config, LaunchModeBuildItem launchMode,
            RawCommandLineArgumentsBuildItem arguments, CommandRecorder recorder) {
        if (runsCommands(config, launchMode)) {
            recorder.run(arguments);
        }
        return new ServiceStartBuildItem("strata-command");
    }

    private static boolean runsCommands(CommandLineBuildConfig config, LaunchModeBuildItem launchMode) {
        return config.enabled() && launchMode.getLaunchMode() == LaunchMode.NORMAL;
    }

    @BuildStep(onlyIf = IsDevelopment.class)
    ConsoleCommandBuildItem devConsoleCommand() {
        return new ConsoleCommandBuildItem(new DatabaseConsoleCommand());
    }

    @BuildStep(onlyIf = IsDevelopment.class)
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    ServiceStartBuildItem devConsole(CommandRecorder recorder) {
        recorder.devConsole();
        return new ServiceStartBuildItem("strata-dev-console");
    }

    /** An environment variable, and no arguments: those would replace the command of an image that has no entry point. */
    @BuildStep
    void initTask(CommandLineBuildConfig config, ApplicationInfoBuildItem application, List<MigrationsBuildItem> migrations,
            BuildProducer<InitTaskBuildItem> tasks) {
        if (!config.enabled() || migrations.isEmpty()) {
            return;
        }
        Map<String, String> off = new TreeMap<>();
        for (MigrationsBuildItem item : migrations) {
            off.put(migrateAtStart(item.dataSource()), "false");
        }
        tasks.produce(InitTaskBuildItem.create().withName(application.getName() + "-strata-init")
                .withTaskEnvVars(Map.of("QUARKUS_STRATA_COMMAND_LINE_RUN", "migrate")).withAppEnvVars(off)
                .withSharedEnvironment(true).withSharedFilesystem(true));
    }

    private static String migrateAtStart(String dataSource) {
        List<String> name = new ArrayList<>();
        if (!DataSourceUtil.isDefault(dataSource)) {
            name.add("_" + dataSource.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_");
        }
        name.add("MIGRATION_MIGRATE_AT_START");
        return "QUARKUS_STRATA_" + String.join("_", name);
    }
}
