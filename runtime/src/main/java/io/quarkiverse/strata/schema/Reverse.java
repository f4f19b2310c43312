package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.stream.Stream;

/** How a change is undone. */
public sealed interface Reverse {

    /**
     * Undoing brings back what was there before.
     *
     * @param changes what undoes it, in order
     */
    record Lossless(List<SchemaChange> changes) implements Reverse {
        public Lossless {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Undoing brings back the shape, not what was in it.
     *
     * @param changes what undoes it, in order
     * @param reason what isn't brought back
     */
    record Lossy(List<SchemaChange> changes, String reason) implements Reverse {
        public Lossy {
            changes = List.copyOf(changes);
        }
    }

    /**
     * It can't be undone.
     *
     * @param reason why
     * @param cure what the author of the migration can do
     */
    record Irreversible(String reason, String cure) implements Reverse {
    }

    static Reverse by(SchemaChange change) {
        return new Lossless(List.of(change));
    }

    static Reverse losing(String reason, SchemaChange change) {
        return new Lossy(List.of(change), reason);
    }

    /** What can stay without harm. */
    static Reverse nothing() {
        return new Lossless(List.of());
    }

    /** For {@code IF NOT EXISTS}. */
    static Reverse perhapsMade() {
        return none("it may have been there before", "leave IF NOT EXISTS out, or override down()");
    }

    /** For {@code IF EXISTS}. */
    static Reverse perhapsThere() {
        return none("it may not have been there", "leave IF EXISTS out, or override down()");
    }

    /** For {@code OR REPLACE}. */
    static Reverse replaced(List<SchemaChange> was) {
        return was.isEmpty() ? none("what it replaces isn't known", "give it: .orReplace(schema -> …), or override down()")
                : new Lossless(was);
    }

    /**
     * For {@code OR REPLACE} where the former one can't replace the new one: PostgreSQL lets columns and defaults only grow.
     */
    static Reverse replaced(DropObject drop, List<SchemaChange> was) {
        return was.isEmpty() ? replaced(was)
                : new Lossy(Stream.concat(Stream.of(drop), was.stream()).toList(),
                        "grants, comments and triggers of " + drop.object().name());
    }

    static Reverse none(String reason, String cure) {
        return new Irreversible(reason, cure);
    }
}
