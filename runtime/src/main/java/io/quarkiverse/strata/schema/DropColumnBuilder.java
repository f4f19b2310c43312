package io.quarkiverse.strata.schema;

/** How a column is dropped. Each method changes this builder and returns it. */
public final class DropColumnBuilder {

    private final String table;
    private final String column;
    private final Column was;
    private boolean ifExists;
    private boolean cascade;

    DropColumnBuilder(String table, String column, Column was) {
        this.table = table;
        this.column = column;
        this.was = was;
    }

    /** Nothing happens when it isn't there; then {@code down} can't be derived. */
    public DropColumnBuilder ifExists() {
        ifExists = true;
        return this;
    }

    /** Views and the like that use it are dropped too, and aren't brought back by {@code down}. */
    public DropColumnBuilder cascade() {
        cascade = true;
        return this;
    }

    DropColumn build() {
        return new DropColumn(table, column, was, ifExists, cascade);
    }
}
