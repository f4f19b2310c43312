package io.quarkiverse.strata.runtime.devui;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.quarkiverse.strata.migration.MigrationReport;
import io.quarkiverse.strata.migration.MigrationScript;
import io.quarkiverse.strata.migration.MigrationStatus;
import io.quarkiverse.strata.migration.MigrationStatus.State;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.migration.Rollback;
import io.smallrye.mutiny.Uni;

/** One datasource's migrations as the pages see them: with their scripts, what is under way and what failed last. */
final class MigrationDesk {

    private final String dataSource;
    private final Migrations migrations;
    private final Uni<Map<String, MigrationScript>> scripts;
    private volatile String running;
    private volatile FailureView failure;

    MigrationDesk(String dataSource, Migrations migrations) {
        this.dataSource = dataSource;
        this.migrations = migrations;
        this.scripts = migrations.scripts()
                .map(all -> all.stream().collect(Collectors.toMap(script -> script.definition().id(), Function.identity())))
                .memoize().until(() -> false);
    }

    Migrations migrations() {
        return migrations;
    }

    /** Never fails: what can't be read is the view's problem. */
    Uni<MigrationsView> view() {
        return Uni.combine().all().unis(migrations.status(), scripts).asTuple()
                .map(both -> view(both.getItem1(), both.getItem2()))
                .onFailure().recoverWithItem(problem -> new MigrationsView(dataSource, List.of(), running,
                        FailureView.of(problem), failure));
    }

    private MigrationsView view(List<MigrationStatus> statuses, Map<String, MigrationScript> known) {
        forgetWhatWasMended(statuses);
        return new MigrationsView(dataSource,
                statuses.stream().map(status -> MigrationRow.of(status, known.get(status.id()))).toList(), running, null,
                failure);
    }

    /** Somebody else ran it since. */
    private void forgetWhatWasMended(List<MigrationStatus> statuses) {
        FailureView last = failure;
        if (last != null && last.migration() != null && statuses.stream()
                .anyMatch(status -> status.id().equals(last.migration()) && status.state() == State.APPLIED)) {
            failure = null;
        }
    }

    /** What undoing the last {@code steps} would do, and cost. */
    Uni<RollbackView> planRollback(int steps) {
        return migrations.planRollback(Rollback.steps(steps)).map(RollbackView::of)
                .onFailure().recoverWithItem(RollbackView::of);
    }

    /**
     * Undoes exactly these migrations, or nothing.
     *
     * @param ids those that were confirmed, the last one first
     */
    Uni<MigrationOutcome> rollback(List<String> ids, boolean allowDataLoss) {
        Rollback rollback = Rollback.steps(ids.size());
        return run("rollback", migrations.status().chain(statuses -> {
            List<String> now = last(statuses, ids.size()).stream().map(MigrationStatus::id).toList();
            if (!now.equals(ids)) {
                throw new IllegalStateException("STRATA-3219: the migrations of datasource " + dataSource
                        + " have changed since the rollback was confirmed, nothing was undone: look at them again");
            }
            return migrations.rollback(allowDataLoss ? rollback.allowDataLoss() : rollback);
        }));
    }

    /** The last ones that ran, the very last first. */
    private static List<MigrationStatus> last(List<MigrationStatus> statuses, int steps) {
        List<MigrationStatus> ran = new ArrayList<>(
                statuses.stream().filter(status -> status.state() != State.PENDING).toList());
        Collections.reverse(ran);
        return ran.subList(0, Math.min(Math.max(steps, 0), ran.size()));
    }

    Uni<MigrationOutcome> migrate() {
        return run("migrate", migrations.migrate());
    }

    private Uni<MigrationOutcome> run(String what, Uni<MigrationReport> work) {
        return Uni.createFrom().deferred(() -> {
            running = what;
            return work.map(report -> {
                failure = null;
                return MigrationOutcome.of(report);
            }).onFailure().recoverWithItem(cause -> {
                MigrationOutcome outcome = MigrationOutcome.of(cause);
                failure = outcome.failure();
                return outcome;
            }).onTermination().invoke(() -> running = null);
        });
    }
}
