package io.quarkiverse.strata.runtime.devui;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.strata.migration.MigrationStatus;
import io.quarkiverse.strata.migration.MigrationStatus.State;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The page of the migrations. */
@ApplicationScoped
public class MigrationsJsonRPCService {

    private final Live live = new Live();
    private final Map<String, MigrationDesk> desks = new TreeMap<>();
    private List<String> names;
    private Multi<String> badge;

    @PostConstruct
    void begin() {
        Map<String, Migrations> beans = DataSources.all(Migrations.class);
        beans.forEach((dataSource, migrations) -> desks.put(dataSource, new MigrationDesk(dataSource, migrations)));
        names = List.copyOf(beans.keySet());
        badge = live.badge(this::label);
    }

    @PreDestroy
    void end() {
        live.end();
    }

    @JsonRpcDescription("The names of the datasources whose migrations Strata runs")
    public List<String> getMigrationDataSources() {
        return names;
    }

    @JsonRpcDescription("Which migrations of a datasource are applied, pending, changed, missing or interrupted")
    public Uni<MigrationsView> getMigrations(
            @JsonRpcDescription("The datasource's name, <default> for the default one") String dataSource) {
        return desk(dataSource).view();
    }

    @JsonRpcDescription("The SQL statements of each migration of a datasource, both ways")
    public Uni<List<ScriptView>> getMigrationScripts(
            @JsonRpcDescription("The datasource's name, <default> for the default one") String dataSource) {
        return desk(dataSource).migrations().scripts().map(scripts -> scripts.stream().map(ScriptView::of).toList());
    }

    public Multi<MigrationsView> streamMigrations(String dataSource) {
        return live.page(desk(dataSource)::view);
    }

    public Multi<String> streamMigrationsLabel() {
        return badge;
    }

    public Uni<MigrationOutcome> migrate(String dataSource) {
        return desk(dataSource).migrate();
    }

    /** @param steps how many, the last one first */
    public Uni<RollbackView> planRollback(String dataSource, int steps) {
        return desk(dataSource).planRollback(steps);
    }

    /** @param ids what was confirmed, the last one first, separated by commas */
    public Uni<MigrationOutcome> rollback(String dataSource, String ids, boolean allowDataLoss) {
        return desk(dataSource).rollback(List.of(ids.split(",")), allowDataLoss);
    }

    private MigrationDesk desk(String dataSource) {
        MigrationDesk desk = desks.get(dataSource);
        if (desk == null) {
            throw new IllegalArgumentException("There is no datasource " + dataSource + " with migrations");
        }
        return desk;
    }

    private Uni<String> label() {
        return Uni.join().all(desks.values().stream().map(desk -> desk.migrations().status()).toList()).andFailFast()
                .map(all -> label(all.stream().flatMap(List::stream).toList()))
                .onFailure().recoverWithItem("unreachable");
    }

    private static String label(List<MigrationStatus> statuses) {
        long wrong = statuses.stream().filter(status -> status.state().isWrong()).count();
        long pending = statuses.stream().filter(status -> status.state() == State.PENDING).count();
        if (wrong > 0) {
            return wrong + " to look at";
        }
        return pending > 0 ? pending + " pending" : String.valueOf(statuses.size());
    }
}
