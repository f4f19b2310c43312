package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
    private boolean ifNotExists;
    private boolean only;
    private final List<String> parameters = new ArrayList<>();
    private String tablespace;

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

    /** A further column and how it is sorted: {@code column("title", title -> title.collation("C").descending())}. */
    public IndexBuilder column(String column, Consumer<IndexColumn> definition) {
        return part(new IndexColumn(column, null), definition);
    }

    /** An SQL expression and how it is sorted: {@code expression("lower(b)", b -> b.operatorClass("text_pattern_ops"))}. */
    public IndexBuilder expression(String sql, Consumer<IndexColumn> definition) {
        return part(new IndexColumn(null, sql), definition);
    }

    private IndexBuilder part(IndexColumn column, Consumer<IndexColumn> definition) {
        definition.accept(column);
        parts.add(column.build());
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

    /** Nothing happens when there is an index of that name, even an invalid one; then {@code down} can't be derived. */
    public IndexBuilder ifNotExists() {
        ifNotExists = true;
        return this;
    }

    /** Not on the partitions of the table; theirs are attached one by one, {@link Schema#attachIndex}. */
    public IndexBuilder only() {
        only = true;
        return this;
    }

    /** A storage parameter, {@code with("fillfactor", 80)}, {@code with("pages_per_range", 32)}. */
    public IndexBuilder with(String parameter, Object value) {
        parameters.add(Parameters.of(parameter, value));
        return this;
    }

    /** Where the index is stored. */
    public IndexBuilder tablespace(String tablespace) {
        this.tablespace = tablespace;
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
        return new CreateIndex(table, name, unique, method, parts, include, nullsNotDistinct, where, concurrently,
                ifNotExists, only, parameters, tablespace);
    }
}
