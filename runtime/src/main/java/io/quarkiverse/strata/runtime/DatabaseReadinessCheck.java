package io.quarkiverse.strata.runtime;

import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil.qualifier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.sql.Query;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.datasource.runtime.DataSourceSupport;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * Whether each datasource answers, within two seconds: it takes the place of Quarkus's own check of reactive PostgreSQL
 * pools, which waits for twenty.
 */
@Readiness
@ApplicationScoped
public class DatabaseReadinessCheck implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseReadinessCheck.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Query<Integer> ONE = sql("SELECT 1").as(Integer.class);

    /** One datasource's answer. @param problem null when it answered */
    private record Answer(String dataSource, String problem, int open) {
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        Set<String> excluded = Arc.container().instance(DataSourceSupport.class).get().getHealthCheckExcludedNames();
        List<Uni<Answer>> answers = new ArrayList<>();
        for (InstanceHandle<Database> handle : Arc.container().select(Database.class, Any.Literal.INSTANCE).handles()) {
            if (handle.getBean().isActive()) {
                String name = DataSourceBeans.name(handle.getBean());
                if (!excluded.contains(name)) {
                    answers.add(ask(name, handle.get()));
                }
            }
        }
        return answers.isEmpty() ? Uni.createFrom().item(() -> response(List.of()))
                : Uni.join().all(answers).andFailFast().map(DatabaseReadinessCheck::response);
    }

    private static Uni<Answer> ask(String name, Database database) {
        return database.outsideTransaction().tagged("health").single(ONE).ifNoItem().after(LIMIT)
                .recoverWithUni(() -> Uni.createFrom().failure(new IllegalStateException("no answer within " + LIMIT.toSeconds()
                        + " s: the server doesn't answer, or all connections of the pool are in use")))
                .onItemOrFailure().transform((one, failure) -> {
                    if (failure != null) {
                        LOG.debugf(failure, "Datasource %s isn't ready", name);
                    }
                    return new Answer(name, failure == null ? null : failure.getMessage(),
                            Arc.container().instance(PrimaryPool.class, qualifier(name)).get().size());
                });
    }

    private static HealthCheckResponse response(List<Answer> answers) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Strata databases")
                .status(answers.stream().allMatch(answer -> answer.problem() == null));
        for (Answer answer : answers) {
            response.withData(answer.dataSource(), answer.problem() == null ? "UP" : "DOWN: " + answer.problem());
            response.withData(answer.dataSource() + ".pool.size", answer.open());
        }
        return response.build();
    }
}
