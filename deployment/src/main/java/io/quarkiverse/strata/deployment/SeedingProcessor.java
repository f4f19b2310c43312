package io.quarkiverse.strata.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Singleton;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.runtime.SeedingRecorder;
import io.quarkiverse.strata.seeding.Seeder;
import io.quarkiverse.strata.seeding.SeederDefinition;
import io.quarkiverse.strata.seeding.SeederOrder;
import io.quarkiverse.strata.seeding.Seeding;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.processor.DotNames;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.common.runtime.DatabaseKind;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.datasource.spi.ReactiveDataSourceBuildItem;

/** Finds seeders, puts them in order, makes them beans and runs them at the start. */
class SeedingProcessor {

    private static final DotName SEEDER = DotName.createSimple(Seeder.class);
    private static final DotName DATABASE = DotName.createSimple(Database.class);
    private static final DotName DATA_SOURCE = DotName.createSimple(ReactiveDataSource.class);

    @BuildStep
    void find(CombinedIndexBuildItem index, BuildProducer<SeederBuildItem> seeders) {
        for (ClassInfo type : index.getIndex().getAllKnownImplementations(SEEDER)) {
            if (type.isInterface()) {
                continue;
            }
            if (type.isAbstract()) {
                refuseUnusedAbstract(type, index.getIndex());
                continue;
            }
            refuseHidden(type);
            AnnotationInstance dataSource = type.declaredAnnotation(DATA_SOURCE);
            seeders.produce(new SeederBuildItem(type.name().toString(),
                    dataSource == null ? DataSourceUtil.DEFAULT_DATASOURCE_NAME : dataSource.value().asString()));
        }
    }

    private static void refuseUnusedAbstract(ClassInfo type, IndexView index) {
        if (index.getAllKnownSubclasses(type.name()).isEmpty()) {
            throw new DeploymentException("STRATA-4176: Seeder " + type.name() + " is abstract and no class extends it, so it"
                    + " would never run. Make it a plain class.");
        }
    }

    private static void refuseHidden(ClassInfo type) {
        boolean inner = type.nestingType() != ClassInfo.NestingType.TOP_LEVEL
                && (type.nestingType() != ClassInfo.NestingType.INNER || !Modifier.isStatic(type.flags()));
        if (inner || Modifier.isPrivate(type.flags())) {
            throw new DeploymentException("STRATA-4177: Seeder " + type.name() + " can't be made a bean: make it a class of its"
                    + " own or a static nested class, and not a private one.");
        }
    }

    @BuildStep
    void beans(List<SeederBuildItem> seeders, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<UnremovableBeanBuildItem> unremovable) {
        AdditionalBeanBuildItem.Builder builder = AdditionalBeanBuildItem.builder().setUnremovable()
                .setDefaultScope(DotNames.SINGLETON);
        seeders.forEach(seeder -> builder.addBeanClass(seeder.className()));
        beans.produce(builder.build());
        if (!seeders.isEmpty()) {
            unremovable.produce(UnremovableBeanBuildItem.beanTypes(SEEDER, DATABASE)); // looked up, never injected
        }
    }

    @BuildStep
    SeedingPlanBuildItem plan(List<SeederBuildItem> seeders, List<ReactiveDataSourceBuildItem> dataSources) {
        SeederInspector inspector = new SeederInspector(
                seeders.stream().map(SeederBuildItem::className).collect(Collectors.toSet()));
        Set<String> databases = dataSources.stream().filter(source -> source.getDbKind().equals(DatabaseKind.POSTGRESQL))
                .map(ReactiveDataSourceBuildItem::getName).collect(Collectors.toCollection(TreeSet::new));
        List<SeederDefinition> definitions = new ArrayList<>();
        for (SeederBuildItem seeder : seeders) {
            if (!databases.contains(seeder.dataSource())) {
                throw new DeploymentException("STRATA-4178: Seeder " + seeder.className() + " seeds the datasource "
                        + seeder.dataSource()
                        + ", which isn't a reactive PostgreSQL datasource of this application. Known are: "
                        + (databases.isEmpty() ? "none" : String.join(", ", databases)) + ".");
            }
            definitions.add(inspector.inspect(seeder.className(), seeder.dataSource()));
        }
        try {
            return new SeedingPlanBuildItem(SeederOrder.sort(definitions));
        } catch (IllegalArgumentException e) {
            throw new DeploymentException(e.getMessage());
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem service(SeedingPlanBuildItem plan, SeedingRecorder recorder) {
        return SyntheticBeanBuildItem.configure(Seeding.class).scope(Singleton.class).setRuntimeInit().unremovable()
                .createWith(recorder.seeding(plan.seeders())).done();
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(BeanContainerBuildItem.class)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    @Consume(CommandLineReadBuildItem.class)
    @Consume(MigrationsAppliedBuildItem.class)
    ServiceStartBuildItem seedAtStart(SeedingPlanBuildItem plan, SeedingRecorder recorder) {
        recorder.seedAtStart(plan.seeders());
        return new ServiceStartBuildItem("strata-seeding");
    }
}
