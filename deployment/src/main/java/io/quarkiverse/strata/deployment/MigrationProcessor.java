package io.quarkiverse.strata.deployment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Singleton;

import io.quarkiverse.strata.migration.KnownMigration;
import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.migration.MigrationDefinition;
import io.quarkiverse.strata.migration.MigrationKind;
import io.quarkiverse.strata.migration.MigrationSet;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.runtime.MigrationRecorder;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.deployment.GeneratedClassGizmo2Adaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.HotDeploymentWatchedFileBuildItem;
import io.quarkus.deployment.builditem.InitTaskCompletedBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.RuntimeValue;

/** Finds migrations at build time, checks them, and runs them when the application starts. */
class MigrationProcessor {

    @BuildStep
    void find(CombinedIndexBuildItem index, List<StrataDataSourceBuildItem> dataSources,
            BuildProducer<MigrationsBuildItem> migrations) {
        Map<String, List<Migration>> classes = MigrationClasses.find(index.getIndex());
        Set<String> names = new TreeSet<>();
        dataSources.forEach(dataSource -> names.add(dataSource.getName()));
        classes.forEach((dataSource, found) -> {
            if (!names.contains(dataSource)) {
                throw new DeploymentException("STRATA-4123: the migration " + found.get(0).getClass().getName()
                        + " belongs to datasource " + dataSource + ", which isn't there: configure "
                        + DataSourceUtil.dataSourcePropertyKey(dataSource, "db-kind") + "=postgresql, or correct"
                        + " @ReactiveDataSource on the class");
            }
        });
        names.add(DataSourceUtil.DEFAULT_DATASOURCE_NAME);
        for (String dataSource : names) {
            MigrationsBuildItem found = define(dataSource, classes.getOrDefault(dataSource, List.of()),
                    MigrationFiles.read(dataSource));
            if (!found.definitions().isEmpty()) {
                migrations.produce(found);
            }
        }
    }

    private static MigrationsBuildItem define(String dataSource, List<Migration> classes, Map<String, String> files) {
        try {
            List<MigrationDefinition> definitions = new ArrayList<>();
            Map<Class<?>, String> ids = KnownMigration.names(classes);
            classes.forEach(migration -> definitions.add(KnownMigration.define(migration, ids)));
            List<String> downs = new ArrayList<>();
            files.forEach((path, text) -> {
                if (!path.endsWith(MigrationFiles.DOWN)) {
                    definitions.add(KnownMigration.define(path, text));
                    return;
                }
                String up = path.substring(0, path.length() - MigrationFiles.DOWN.length()) + ".sql";
                if (!files.containsKey(up)) {
                    throw new IllegalArgumentException("STRATA-3202: " + path + " undoes " + up
                            + ", which isn't there: rename or remove it");
                }
                KnownMigration.checkDown(path, text);
                downs.add(path);
            });
            MigrationSet set = MigrationSet.of(definitions.stream()
                    .map(definition -> KnownMigration.ofFile(definition, () -> null, () -> null)).toList());
            return new MigrationsBuildItem(dataSource, set.definitions(), downs);
        } catch (IllegalArgumentException e) {
            throw new DeploymentException(e.getMessage(), e);
        }
    }

    @BuildStep
    void watch(List<StrataDataSourceBuildItem> dataSources, BuildProducer<HotDeploymentWatchedFileBuildItem> watched) {
        Set<String> directories = new HashSet<>(Set.of(MigrationFiles.DIRECTORY + "/"));
        dataSources.forEach(dataSource -> directories.add(MigrationFiles.directory(dataSource.getName()) + "/"));
        watched.produce(HotDeploymentWatchedFileBuildItem.builder()
                .setLocationPredicate(location -> directories.stream().anyMatch(location::startsWith))
                .setRestartNeeded(true).build());
    }

    @BuildStep
    NativeImageResourceBuildItem nativeResources(List<MigrationsBuildItem> migrations) {
        List<String> files = new ArrayList<>();
        for (MigrationsBuildItem item : migrations) {
            item.definitions().stream().filter(definition -> definition.kind() == MigrationKind.SQL)
                    .forEach(definition -> files.add(definition.source()));
            files.addAll(item.reversibleFiles());
        }
        return new NativeImageResourceBuildItem(files);
    }

    @BuildStep
    void instances(List<MigrationsBuildItem> migrations, BuildProducer<GeneratedClassBuildItem> classes,
            BuildProducer<GeneratedResourceBuildItem> resources) {
        MigrationInstancesGenerator.generate(new GeneratedClassGizmo2Adaptor(classes, resources, true),
                migrations.stream().flatMap(item -> item.definitions().stream())
                        .filter(definition -> definition.kind() == MigrationKind.JAVA).map(MigrationDefinition::source)
                        .toList());
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void beans(MigrationRecorder recorder, RecorderContext context, List<StrataDataSourceBuildItem> dataSources,
            List<MigrationsBuildItem> migrations, BuildProducer<SyntheticBeanBuildItem> beans) throws Exception {
        context.registerNonDefaultConstructor(MigrationDefinition.class.getConstructor(String.class, String.class,
                MigrationKind.class, String.class, String.class, List.class, boolean.class),
                definition -> List.of(definition.id(), definition.description(), definition.kind(), definition.source(),
                        definition.checksum(), definition.dependencies(), definition.compatible()));
        RuntimeValue<Function<String, Migration>> instances = context.newInstance(MigrationInstancesGenerator.NAME);
        Set<String> names = new TreeSet<>();
        dataSources.forEach(dataSource -> names.add(dataSource.getName()));
        migrations.forEach(item -> names.add(item.dataSource()));
        for (String dataSource : names) {
            MigrationsBuildItem item = migrations.stream().filter(known -> known.dataSource().equals(dataSource)).findFirst()
                    .orElse(new MigrationsBuildItem(dataSource, List.of(), List.of()));
            SyntheticBeanBuildItem.ExtendedBeanConfigurator bean = SyntheticBeanBuildItem.configure(Migrations.class)
                    .scope(Singleton.class).unremovable().setRuntimeInit()
                    .createWith(recorder.migrations(dataSource, item.definitions(), item.reversibleFiles(), instances));
            if (DataSourceUtil.isDefault(dataSource)) {
                bean.addQualifier(Default.class);
            } else {
                bean.addQualifier().annotation(ReactiveDataSource.class).addValue("value", dataSource).done();
            }
            beans.produce(bean.done());
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(BeanContainerBuildItem.class)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    @Consume(CommandLineReadBuildItem.class)
    @Produce(MigrationsAppliedBuildItem.class)
    ServiceStartBuildItem migrate(MigrationRecorder recorder, List<MigrationsBuildItem> migrations,
            BuildProducer<InitTaskCompletedBuildItem> completed) {
        migrations.forEach(item -> recorder.migrateAtStart(item.dataSource()));
        completed.produce(new InitTaskCompletedBuildItem("strata-migrations"));
        return new ServiceStartBuildItem("strata-migrations");
    }
}
