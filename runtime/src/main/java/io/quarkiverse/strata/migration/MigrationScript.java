package io.quarkiverse.strata.migration;

import java.util.List;

/**
 * The statements of a migration of the application, both ways.
 *
 * @param definition what is known of it
 * @param transactional whether all of {@code up} runs in one transaction
 * @param up what it does, in order
 * @param down what undoes it, in order; empty where it can't be undone
 * @param losses what undoing it doesn't bring back, for people: "the rows of films"
 * @param irreversible why it can't be undone and what to do about it, or null
 */
public record MigrationScript(MigrationDefinition definition, boolean transactional, List<String> up, List<String> down,
        List<String> losses, String irreversible) {

    public MigrationScript {
        up = List.copyOf(up);
        down = List.copyOf(down);
        losses = List.copyOf(losses);
    }

    /** Evaluates a migration both ways. */
    static MigrationScript of(KnownMigration migration, Failures failures) {
        MigrationSteps up;
        try {
            up = migration.up();
        } catch (RuntimeException e) {
            throw failures.misuse(migration.definition(), e);
        }
        try {
            MigrationSteps down = migration.down();
            return new MigrationScript(migration.definition(), up.transactional(), texts(up), texts(down), down.losses(), null);
        } catch (RuntimeException e) {
            return new MigrationScript(migration.definition(), up.transactional(), texts(up), List.of(), List.of(),
                    String.valueOf(e.getMessage()));
        }
    }

    private static List<String> texts(MigrationSteps steps) {
        return steps.statements().stream().map(SqlStatement::text).toList();
    }
}
