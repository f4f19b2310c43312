package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/** What a new index is like. Each method changes this builder and returns it. */
public final class IndexBuilder {

    private final String table;
    private final List<CreateIndex.Part> parts = new ArrayList<>();
    private String name;
    private boolean unique;
    private String method;
    private List<String> include = List.of();
    private boolean nullsNotDistinct;
    private String where;
    private boolean concurrently;

    IndexBuilder(String table, List<String> columns) {
        this.table = table;
        columns.forEach(this::column);
    }

    /** A further column. */
    public IndexBuilder column(String column) {
        parts.add(new CreateIndex.Part(column, null, null));
        return this;
    }

    /** A further column with what follows it, SQL: {@code column("title", "DESC NULLS LAST")}, {@code "gin_trgm_ops"}. */
    public IndexBuilder column(String column, String options) {
        parts.add(new CreateIndex.Part(column, null, options));
        return this;
    }

    /** An SQL expression, {@code lower(email)}; such an index needs a {@link #name}. */
    public IndexBuilder expression(String sql) {
        parts.add(new CreateIndex.Part(null, sql, null));
        return this;
    }

    /** No two rows have the same values. */
    public IndexBuilder unique() {
        unique = true;
        return this;
    }

    /** Two nulls count as equal in a unique index (PostgreSQL 15). */
    public IndexBuilder nullsNotDistinct() {
        nullsNotDistinct = true;
        return this;
    }

    /** The access method, {@code gin}, {@code gist}, {@code brin}, {@code hash}; {@code btree} when not called. */
    public IndexBuilder using(String method) {
        this.method = method;
        return this;
    }

    /** Only rows that meet this condition, SQL. */
    public IndexBuilder where(String sql) {
        where = sql;
        return this;
    }

    /** Columns that the index carries so that queries needn't look into the table. */
    public IndexBuilder include(String... columns) {
        include = List.of(columns);
        return this;
    }

    /** Built while the table is written, outside a transaction: such changes stand alone in a migration. */
    public IndexBuilder concurrently() {
        concurrently = true;
        return this;
    }

    /** The index's name; otherwise PostgreSQL's own, {@code films_title_idx}. It lies in the table's schema. */
    public IndexBuilder name(String name) {
        this.name = name;
        return this;
    }

    CreateIndex build() {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("STRATA-3104: an index on " + table
                    + " has no column: createIndex(\"" + table + "\", \"column\") or .expression(\"…\")");
        }
        if (name == null && parts.stream().anyMatch(part -> part.column() == null)) {
            throw new IllegalArgumentException("STRATA-3105: an index on " + table
                    + " has an expression and no name: give it one, .name(\"" + Names.simple(table) + "_…_idx\")");
        }
        return new CreateIndex(table, name, unique, method, parts, include, nullsNotDistinct, where, concurrently);
    }
}
