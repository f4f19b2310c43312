package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Startup;

import io.quarkiverse.strata.migration.MigrationStatus;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/** Started once no migration of any datasource is pending; where another process migrates, this one waits for it. */
@Startup
@ApplicationScoped
public class MigratedStartupCheck implements AsyncHealthCheck {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String NAME = "Strata migrations";

    private volatile boolean migrated;

    @Override
    public Uni<HealthCheckResponse> call() {
        if (migrated) {
            return Uni.createFrom().item(HealthCheckResponse.up(NAME));
        }
        List<Uni<Pending>> all = new ArrayList<>();
        for (InstanceHandle<Migrations> handle : Arc.container().select(Migrations.class, Any.Literal.INSTANCE).handles()) {
            String name = DataSourceBeans.name(handle.getBean());
            if (MigrationRecorder.isActive(name)) {
                all.add(pending(name, handle.get()));
            }
        }
        return all.isEmpty() ? Uni.createFrom().item(() -> response(List.of()))
                : Uni.join().all(all).andFailFast().map(this::response);
    }

    /** @param problem null when the migrations could be asked for */
    private record Pending(String dataSource, long count, String problem) {
    }

    private static Uni<Pending> pending(String name, Migrations migrations) {
        return migrations.status().ifNoItem().after(LIMIT).fail().onItemOrFailure().transform((all, failure) -> failure != null
                ? new Pending(name, 0, String.valueOf(failure.getMessage()))
                : new Pending(name, all.stream().filter(each -> each.state() == MigrationStatus.State.PENDING
                        || each.state() == MigrationStatus.State.INTERRUPTED).count(), null));
    }

    private HealthCheckResponse response(List<Pending> all) {
        migrated = all.stream().allMatch(each -> each.count() == 0 && each.problem() == null);
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME).status(migrated);
        all.forEach(each -> response.withData(each.dataSource(), each.problem() == null ? each.count() + " pending"
                : "not to be had: " + each.problem()));
        return response.build();
    }
}
