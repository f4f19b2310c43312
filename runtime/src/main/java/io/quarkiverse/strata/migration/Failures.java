package io.quarkiverse.strata.migration;

import java.util.List;

import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.MigrationException;
import io.quarkiverse.strata.execution.ErrorPosition;
import io.vertx.pgclient.PgException;

/** The messages of failures. */
final class Failures {

    private static final int STATEMENT = 2000;

    private final String dataSource;

    Failures(String dataSource) {
        this.dataSource = dataSource;
    }

    MigrationException of(String code, String message, String migration, Throwable cause) {
        return new MigrationException(message, migration, details(code, dataSource, null, cause), cause);
    }

    /** What the server said stands in the message, and its DETAIL names values: only other causes travel with it. */
    private static Throwable untold(Throwable cause) {
        return cause instanceof PgException ? null : cause;
    }

    /**
     * A statement of a migration failed.
     *
     * @param before how many characters were sent before its text
     */
    MigrationException step(MigrationDefinition migration, MigrationSteps steps, int index, Throwable cause, int before,
            String kept) {
        SqlStatement statement = steps.statements().get(index);
        String text = statement.text().length() > STATEMENT ? statement.text().substring(0, STATEMENT) + "…" : statement.text();
        return new MigrationException("migration " + migration.label() + " of datasource " + dataSource
                + " failed at statement " + (index + 1) + " of " + steps.statements().size() + ": " + Wire.words(cause)
                + ErrorPosition.shown(cause, statement.text(), before) + "\n" + text + "\n" + kept, migration.id(),
                details("STRATA-3210", dataSource, text, cause), untold(cause));
    }

    MigrationException atCommit(MigrationDefinition migration, Throwable cause, String kept) {
        return of("STRATA-3210", "migration " + migration.label() + " of datasource " + dataSource
                + " failed when it was committed: " + Wire.words(cause) + "\n" + kept + " Correct it and start again",
                migration.id(), cause);
    }

    /** One transaction for all would fill the server's table of locks. */
    MigrationException tooManyLocks(int done, int all, long held, long room) {
        return of("STRATA-3224", "the migrations of datasource " + dataSource + " don't fit into one transaction: after " + done
                + " of " + all + " the server held " + held + " locks, more than half of the " + room + " that it has room for."
                + " Nothing was kept. Set quarkus.strata.migration.transactions=groups, or raise max_locks_per_transaction,"
                + " on standbys first", null, null);
    }

    /**
     * Others held the migration's locks at every try.
     *
     * @param blockers who did, in words, or null where nobody was seen
     */
    MigrationException locked(MigrationDefinition migration, MigrationSteps steps, int index, MigratorOptions options,
            String blockers, String kept, Throwable cause) {
        String text = steps.statements().get(index).text();
        return new MigrationException("migration " + migration.label() + " of datasource " + dataSource + " was tried "
                + options.lockTries() + " times, and each time others held a lock that statement " + (index + 1)
                + " needs: " + Wire.words(cause) + "\n" + text + "\n" + kept
                + (blockers == null ? " Find the long transaction in pg_stat_activity" : " The last one was " + blockers + ".")
                + (blockers == null ? " and end it" : " End its transaction")
                + ", or raise quarkus.strata.migration.lock-timeout, and start again",
                migration.id(), details("STRATA-3208", dataSource, text, cause), untold(cause));
    }

    /** Others held the history table's lock at every try to give it the columns of this version. */
    MigrationException historyLocked(History history, MigratorOptions options, Throwable cause) {
        return of("STRATA-3208", "the history table " + history.table() + " of datasource " + dataSource + " lacks columns of"
                + " this Strata; it was tried " + options.lockTries() + " times to add them, and each time others held its"
                + " lock: " + Wire.words(cause)
                + ". Find the long transaction in pg_stat_activity (pg_dump has one) and end it,"
                + " or raise quarkus.strata.migration.lock-timeout, and start again", null, cause);
    }

    MigrationException lockLost(MigrationDefinition migration, Throwable cause) {
        return of("STRATA-3207", "the connection that holds the migration lock of datasource " + dataSource + " was lost"
                + (migration == null ? "" : " while migration " + migration.label() + " ran; its statements were stopped")
                + ". Another instance may go on; start again to see where it stands", id(migration), cause);
    }

    MigrationException commitUnknown(MigrationDefinition migration, Throwable cause) {
        return of("STRATA-3218", "the connection was lost while migration " + migration.label() + " of datasource "
                + dataSource + " ran or was committed: it is wholly there or wholly absent, and its row in the history table"
                + " tells which; start again", migration.id(), cause);
    }

    MigrationException lostInSteps(MigrationDefinition migration, Throwable cause) {
        return of("STRATA-3218", "the connection was lost while migration " + migration.label() + " of datasource "
                + dataSource + " ran, which runs in steps: start again, and it goes on at the first one that isn't done",
                migration.id(), cause);
    }

    /** Older transactions didn't end before a statement that would wait for them. */
    MigrationException waitedFor(MigrationDefinition migration, SqlStatement statement, List<String> transactions,
            MigratorOptions options) {
        return of("STRATA-3223",
                "migration " + migration.label() + " of datasource " + dataSource + " has waited for more than "
                        + options.waitForTransactions().toSeconds() + " s for transactions that are older than the statement:\n"
                        + statement.text() + "\nIt wasn't begun. Open are " + String.join("; ", transactions)
                        + ". End them, or raise quarkus.strata.migration.wait-for-transactions, and start again",
                migration.id(), null);
    }

    /** A statement outside a transaction was begun, and nothing tells whether it was done. */
    MigrationException stepUnknown(MigrationDefinition migration, SqlStatement statement, int index, History history) {
        return of("STRATA-3209", "migration " + migration.label() + " of datasource " + dataSource + " was interrupted at"
                + " statement " + (index + 1) + ", which runs outside a transaction and may have been done:\n"
                + statement.text() + "\nLook at the database, then run " + history.decide(migration.id(), index + 1)
                + " where it is done, or " + history.decide(migration.id(), index) + " where it isn't, and start again",
                migration.id(), null);
    }

    /** What was interrupted doesn't go on by itself. */
    MigrationException interrupted(HistoryRow row, History history, String why) {
        return of("STRATA-3209", "migration " + row.id() + " " + row.description() + " of datasource " + dataSource
                + " runs in steps and didn't come to its end: " + row.stepsDone() + " of " + row.steps()
                + " statements are done for certain, the next one may be. " + why
                + "Look at the database (an index that is INVALID"
                + " goes with DROP INDEX CONCURRENTLY); then either undo what there is of it and run "
                + history.forget(row.id()) + ", and it runs again, or complete it and run " + history.accept(row.id()),
                row.id(), null);
    }

    /** A migration can't be evaluated: its own message begins with its code. */
    MigrationException misuse(MigrationDefinition migration, RuntimeException cause) {
        String message = String.valueOf(cause.getMessage());
        boolean coded = message.startsWith("STRATA-");
        return of(coded ? message.substring(0, message.indexOf(':')) : "STRATA-3216",
                "migration " + migration.label() + " of datasource " + dataSource + ": "
                        + (coded ? message.substring(message.indexOf(':') + 2) : cause),
                migration.id(), cause);
    }

    /** What the server or the network refused outside a migration's own statements. */
    MigrationException other(Throwable cause) {
        if (cause instanceof MigrationException known) {
            return known;
        }
        String cure = io.quarkiverse.strata.execution.Failures.tlsCure(cause);
        return of("STRATA-3217",
                "the migrations of datasource " + dataSource + " can't be looked at or run: " + Wire.words(cause)
                        + (cure != null ? ". " + cure
                                : isRefusedLogin(cause)
                                        ? ". Check its username and password, and the server's pg_hba.conf"
                                        : ". Check its URL, its role's rights and that the server is up"),
                null, cause);
    }

    private static boolean isRefusedLogin(Throwable cause) {
        return cause instanceof PgException server && String.valueOf(server.getSqlState()).startsWith("28");
    }

    private static String id(MigrationDefinition migration) {
        return migration == null ? null : migration.id();
    }

    static ErrorDetails details(String code, String dataSource, String statement, Throwable cause) {
        if (cause instanceof PgException pg) {
            return new ErrorDetails(code, dataSource, pg.getSqlState(), pg.getConstraint(), pg.getTable(), pg.getColumn(),
                    statement);
        }
        return new ErrorDetails(code, dataSource, null, null, null, null, statement);
    }
}
