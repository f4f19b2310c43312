package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * TRUNCATE: removes all rows of tables at once, without looking at them and under their strongest lock.
 *
 * <pre>{@code
 * tx.execute(truncate("import_rows").restartIdentity());
 * }</pre>
 */
public final class Truncate extends BuiltStatement {

    private final List<Table> tables;
    private final boolean restart;
    private final boolean cascade;

    private Truncate(List<Table> tables, boolean restart, boolean cascade) {
        super(new Built(writer -> write(writer, tables, restart, cascade)));
        this.tables = tables;
        this.restart = restart;
        this.cascade = cascade;
    }

    static Truncate of(List<Table> tables) {
        return new Truncate(tables, false, false);
    }

    /** {@code RESTART IDENTITY}: sequences that the tables' columns own begin anew. */
    public Truncate restartIdentity() {
        return new Truncate(tables, true, cascade);
    }

    /** {@code CASCADE}: the tables whose foreign keys refer to these lose their rows too, whichever they are. */
    public Truncate cascade() {
        return new Truncate(tables, restart, true);
    }

    private static void write(SqlWriter writer, List<Table> tables, boolean restart, boolean cascade) {
        Touching touching = ScopedWriter.of(writer).touching();
        touching.changesOrLocks();
        tables.forEach(table -> touching.writes(table.path(), Touches.Action.DELETE));
        if (cascade) {
            touching.opaque("TRUNCATE … CASCADE", true);
        }
        writer.sql("TRUNCATE ");
        Lists.commas(writer, tables);
        writer.sql(restart ? " RESTART IDENTITY" : "").sql(cascade ? " CASCADE" : "");
    }
}
