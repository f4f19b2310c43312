package io.quarkiverse.strata.migration;

/**
 * Which applied migrations to undo.
 *
 * @param kind what {@code steps} and {@code id} mean
 * @param steps how many, for {@link Kind#STEPS}
 * @param id the migration that stays the last applied one, for {@link Kind#TO}
 * @param dataLossAllowed whether changes may be undone that bring back a shape without its data
 * @param database the name of the database whose rows may be lost although it is marked as production; null for none
 */
public record Rollback(Kind kind, int steps, String id, boolean dataLossAllowed, String database) {

    /** How the migrations are chosen. */
    public enum Kind {
        LAST_BATCH,
        STEPS,
        TO
    }

    /** Those that the last run applied. */
    public static Rollback lastBatch() {
        return new Rollback(Kind.LAST_BATCH, 0, null, false, null);
    }

    /** The last {@code n}. */
    public static Rollback steps(int n) {
        return new Rollback(Kind.STEPS, n, null, false, null);
    }

    /** All that come after the given one in the order of application; it stays applied. */
    public static Rollback to(String id) {
        return new Rollback(Kind.TO, 0, MigrationId.of(id).toString(), false, null);
    }

    /**
     * Undoes a dropped table or column by making it again, without what was in it. Without this, a rollback that would meet
     * such a change is refused before it begins.
     */
    public Rollback allowDataLoss() {
        return new Rollback(kind, steps, id, true, database);
    }

    /**
     * Says that rows may be lost in the database of this name although it is marked as production. Without this, a rollback
     * that would drop a table or column with rows there is refused before it begins.
     */
    public Rollback inProduction(String database) {
        return new Rollback(kind, steps, id, dataLossAllowed, database);
    }
}
