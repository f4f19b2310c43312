package io.quarkiverse.strata.runtime;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Any;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.seeding.Seeder;
import io.quarkiverse.strata.seeding.SeederDefinition;
import io.quarkiverse.strata.seeding.Seeding;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.sqlclient.Pool;

/** Makes the seeding service, and seeds at the start. */
@Recorder
public class SeedingRecorder {

    private final RuntimeValue<StrataRuntimeConfig> config;

    public SeedingRecorder(RuntimeValue<StrataRuntimeConfig> config) {
        this.config = config;
    }

    /** @param plan the seeders in the order in which they run */
    public Function<SyntheticCreationalContext<Seeding>, Seeding> seeding(List<SeederDefinition> plan) {
        return context -> new Seeding(active(plan), Environments.current(),
                dataSource -> settings(dataSource).allowInProduction(), SeedingRecorder::seeder, SeedingRecorder::database);
    }

    /**
     * Seeds the datasources that want it and waits: nobody is served before. Not bounded, as the seeders themselves aren't;
     * their
     * waits for a connection are by {@code pool.acquire-timeout}, and what their statements wait for by the settings of their
     * role.
     */
    public void seedAtStart(List<SeederDefinition> plan) {
        boolean byDefault = Environments.isDevelopmentOrTest();
        Set<String> dataSources = active(plan).stream().map(SeederDefinition::dataSource)
                .filter(name -> settings(name).seedAtStart().orElse(byDefault)).collect(Collectors.toSet());
        if (!dataSources.isEmpty()) {
            Arc.container().select(Seeding.class).get().run(dataSources).await().indefinitely();
        }
    }

    private static List<SeederDefinition> active(List<SeederDefinition> plan) {
        return plan.stream().filter(seeder -> isActive(seeder.dataSource())).toList();
    }

    private static boolean isActive(String dataSource) {
        InjectableInstance<Pool> pool = ReactiveDataSourceUtil.dataSourceInstance(dataSource);
        return !pool.isResolvable() || pool.getHandle().getBean().isActive();
    }

    private SeedingConfig settings(String dataSource) {
        return config.getValue().dataSources().get(dataSource).seeding();
    }

    private static Seeder seeder(SeederDefinition definition) {
        return Arc.container().select(Seeder.class, Any.Literal.INSTANCE).handlesStream()
                .filter(handle -> handle.getBean().getBeanClass().getName().equals(definition.seeder()))
                .findFirst().orElseThrow().get();
    }

    private static Database database(String dataSource) {
        return Arc.container().select(Database.class, ReactiveDataSourceUtil.qualifier(dataSource)).get();
    }
}
