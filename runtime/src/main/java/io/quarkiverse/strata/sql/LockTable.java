package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * LOCK TABLE: locks tables until the transaction ends; outside of one the server refuses it.
 *
 * <pre>{@code
 * tx.execute(lockTable("stock").in(TableLock.SHARE_ROW_EXCLUSIVE).noWait());
 * }</pre>
 */
public final class LockTable extends BuiltStatement {

    private final List<Table> tables;
    private final TableLock mode;
    private final boolean noWait;

    private LockTable(List<Table> tables, TableLock mode, boolean noWait) {
        super(new Built(writer -> write(writer, tables, mode, noWait)));
        this.tables = tables;
        this.mode = mode;
        this.noWait = noWait;
    }

    static LockTable of(List<Table> tables) {
        return new LockTable(tables, TableLock.ACCESS_EXCLUSIVE, false);
    }

    /** The mode; without it {@code ACCESS EXCLUSIVE}, the strongest. */
    public LockTable in(TableLock other) {
        return new LockTable(tables, Misuse.given(other, "in"), noWait);
    }

    /** Fails at once when somebody holds a lock that conflicts. */
    public LockTable noWait() {
        return new LockTable(tables, mode, true);
    }

    private static void write(SqlWriter writer, List<Table> tables, TableLock mode, boolean noWait) {
        ScopedWriter.of(writer).touching().changesOrLocks();
        writer.sql("LOCK TABLE ");
        Lists.commas(writer, tables);
        writer.sql(" IN ").sql(mode.sql()).sql(noWait ? " MODE NOWAIT" : " MODE");
    }
}
