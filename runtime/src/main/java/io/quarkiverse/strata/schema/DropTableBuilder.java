package io.quarkiverse.strata.schema;

/** How a table is dropped. Each method changes this builder and returns it. */
public final class DropTableBuilder {

    private final String table;
    private final CreateTable was;
    private boolean ifExists;
    private boolean cascade;

    DropTableBuilder(String table, CreateTable was) {
        this.table = table;
        this.was = was;
    }

    /** Nothing happens when it isn't there; then {@code down} can't be derived. */
    public DropTableBuilder ifExists() {
        ifExists = true;
        return this;
    }

    /** Views and foreign keys that use it are dropped too, and aren't brought back by {@code down}. */
    public DropTableBuilder cascade() {
        cascade = true;
        return this;
    }

    DropTable build() {
        return new DropTable(table, was, ifExists, cascade);
    }
}
