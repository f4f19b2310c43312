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
import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.pool.PoolStatus.State;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.transaction.ToldSettings;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.datasource.runtime.DataSourceSupport;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * Whether each datasource's primary answers, within two seconds, and how its servers are: it takes the place of Quarkus's own
 * check of reactive PostgreSQL pools, which waits for twenty. Without its replicas a datasource is ready, since the primary
 * serves their reads.
 */
@Readiness
@ApplicationScoped
public class DatabaseReadinessCheck implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseReadinessCheck.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Query<Integer> ONE = sql("SELECT 1").as(Integer.class);

    /** One datasource's answer. @param problem null when it answered */
    private record Answer(String dataSource, String problem, List<PoolStatus> pools) {

        boolean isUp() {
            return problem == null;
        }
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
        return ToldSettings.none(name, database.outsideTransaction().tagged("health").single(ONE)).ifNoItem().after(LIMIT)
                .recoverWithUni(() -> Uni.createFrom().failure(new IllegalStateException("no answer within " + LIMIT.toSeconds()
                        + " s: the server doesn't answer, or all connections of the pool are in use")))
                .onItemOrFailure().transform((one, failure) -> {
                    if (failure != null) {
                        LOG.debugf(failure, "Datasource %s isn't ready", name);
                    }
                    return new Answer(name, failure == null ? null : failure.getMessage(),
                            Arc.container().instance(PoolMonitor.class, qualifier(name)).get().pools());
                });
    }

    private static HealthCheckResponse response(List<Answer> answers) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Strata databases")
                .status(answers.stream().allMatch(Answer::isUp));
        for (Answer answer : answers) {
            response.withData(answer.dataSource(), whole(answer));
            for (PoolStatus pool : answer.pools()) {
                response.withData(answer.dataSource() + "." + pool.name(), pool.name().equals(PoolStatus.PRIMARY)
                        ? (answer.isUp() ? "UP" : "DOWN") + connections(pool)
                        : replica(pool));
            }
        }
        return response.build();
    }

    private static String whole(Answer answer) {
        if (!answer.isUp()) {
            return "DOWN: " + answer.problem();
        }
        List<PoolStatus> replicas = answer.pools().subList(1, answer.pools().size());
        long out = replicas.stream().filter(replica -> replica.state() != State.UP).count();
        return out == 0 ? "UP" : "DEGRADED: " + out + " of " + replicas.size() + " replicas without reads";
    }

    private static String replica(PoolStatus pool) {
        if (pool.state() != State.UP) {
            return pool.state() + ": " + pool.reason();
        }
        return State.UP + connections(pool) + (pool.lag() == null ? "" : ", " + pool.lag().toMillis() + " ms behind");
    }

    private static String connections(PoolStatus pool) {
        return ", connections in use " + pool.inUse() + (pool.maxSize() < 0 ? "" : " of " + pool.maxSize()) + ", waiting "
                + pool.waiting();
    }
}
