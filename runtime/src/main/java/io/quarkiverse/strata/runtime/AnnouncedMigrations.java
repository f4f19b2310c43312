package io.quarkiverse.strata.runtime;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.MigrationException;
import io.quarkiverse.strata.migration.DatabaseMark;
import io.quarkiverse.strata.migration.HistoryImport;
import io.quarkiverse.strata.migration.IndexBuild;
import io.quarkiverse.strata.migration.MigrationPlan;
import io.quarkiverse.strata.migration.MigrationProgress;
import io.quarkiverse.strata.migration.MigrationReport;
import io.quarkiverse.strata.migration.MigrationScript;
import io.quarkiverse.strata.migration.MigrationStatus;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.migration.Rollback;
import io.quarkiverse.strata.migration.RollbackPlan;
import io.quarkiverse.strata.migration.SchemaContents;
import io.smallrye.mutiny.Uni;

/** Migrations that tell the caches of all instances of what they have changed, whoever has them run. */
final class AnnouncedMigrations implements Migrations {

    private static final String REFUSED = "STRATA-3231";

    private final Migrations migrations;
    private final Supplier<Uni<Void>> announcement;

    /**
     * @param announcement asked for on the caller's thread before anything runs; gives what tells of the change, and never
     *        fails
     */
    AnnouncedMigrations(Migrations migrations, Supplier<Uni<Void>> announcement) {
        this.migrations = migrations;
        this.announcement = announcement;
    }

    @Override
    public Uni<MigrationReport> migrate() {
        return migrate(MigrationProgress.NONE);
    }

    @Override
    public Uni<MigrationReport> migrate(MigrationProgress progress) {
        return announced(migrations::migrate, progress);
    }

    @Override
    public Uni<MigrationReport> rollback(Rollback rollback) {
        return rollback(rollback, MigrationProgress.NONE);
    }

    @Override
    public Uni<MigrationReport> rollback(Rollback rollback, MigrationProgress progress) {
        return announced(watched -> migrations.rollback(rollback, watched), progress);
    }

    @Override
    public Uni<SchemaContents> dropAll(String database) {
        return detached(announce -> migrations.dropAll(database).onItemOrFailure().call((contents, failure) -> {
            boolean refused = failure instanceof MigrationException refusal && REFUSED.equals(refusal.code());
            return refused || contents != null && contents.objects() == 0 ? Uni.createFrom().voidItem() : announce;
        }));
    }

    /** A run that fails has done what came before, and perhaps a part of the migration that failed. */
    private Uni<MigrationReport> announced(Function<MigrationProgress, Uni<MigrationReport>> run, MigrationProgress progress) {
        return detached(announce -> {
            AtomicBoolean begun = new AtomicBoolean();
            return run.apply(new MigrationProgress() {
                @Override
                public void begins(int number, int count, String id, String description) {
                    begun.set(true);
                    progress.begins(number, count, id, description);
                }

                @Override
                public void ended(int number, int count, MigrationReport.Run ended) {
                    progress.ended(number, count, ended);
                }

                @Override
                public void building(IndexBuild build) {
                    progress.building(build);
                }
            }).onItemOrFailure().call(() -> begun.get() ? announce : Uni.createFrom().voidItem());
        });
    }

    /** What was begun is finished and told even when the subscriber cancels. */
    private <T> Uni<T> detached(Function<Uni<Void>, Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> work.apply(announcement.get()).subscribe().with(emitter::complete,
                emitter::fail));
    }

    @Override
    public Uni<RollbackPlan> planRollback(Rollback rollback) {
        return migrations.planRollback(rollback);
    }

    @Override
    public Uni<List<MigrationStatus>> status() {
        return migrations.status();
    }

    @Override
    public Uni<List<MigrationScript>> scripts() {
        return migrations.scripts();
    }

    @Override
    public Uni<MigrationPlan> plan() {
        return migrations.plan();
    }

    @Override
    public Uni<List<String>> baseline(String id) {
        return migrations.baseline(id);
    }

    @Override
    public Uni<List<String>> importHistory(HistoryImport source) {
        return migrations.importHistory(source);
    }

    @Override
    public Uni<Void> accept(String id, String reason) {
        return migrations.accept(id, reason);
    }

    @Override
    public Uni<List<String>> repair() {
        return migrations.repair();
    }

    @Override
    public Uni<SchemaContents> contents() {
        return migrations.contents();
    }

    @Override
    public Uni<DatabaseMark> mark() {
        return migrations.mark();
    }

    @Override
    public Uni<Void> mark(String environment) {
        return migrations.mark(environment);
    }
}
