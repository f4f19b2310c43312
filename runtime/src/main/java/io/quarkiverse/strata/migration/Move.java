package io.quarkiverse.strata.migration;

/**
 * One migration to be run or undone.
 *
 * @param batch the number of this run; of no meaning when it is undone
 * @param begun how far it came before it was interrupted, null where it begins
 */
record Move(MigrationDefinition migration, MigrationSteps steps, Direction direction, int batch, HistoryRow begun) {

    /** One that begins. */
    Move(MigrationDefinition migration, MigrationSteps steps, Direction direction, int batch) {
        this(migration, steps, direction, batch, null);
    }

    enum Direction {
        UP,
        DOWN
    }

    boolean up() {
        return direction == Direction.UP;
    }

    int size() {
        return steps.statements().size();
    }

    MigrationPlan.Planned planned() {
        return new MigrationPlan.Planned(migration.id(), migration.description(), migration.kind(), steps.transactional(),
                steps.statements().stream().map(SqlStatement::text).toList());
    }
}
