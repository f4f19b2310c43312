package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/** What a new table is like. */
public final class TableBuilder extends TableConstraints implements Columns {

    private final Schema schema;
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private final List<ConstraintBuilder> constraints = new ArrayList<>();
    private Partitioning partitioning;
    private String comment;
    private TableOptions.Kind kind = TableOptions.Kind.ORDINARY;
    private TableOptions.OnCommit onCommit;
    private boolean ifNotExists;
    private String ofType;
    private final List<LikeBuilder> likes = new ArrayList<>();
    private List<String> inherits = List.of();
    private String accessMethod;
    private final List<String> parameters = new ArrayList<>();
    private String tablespace;

    TableBuilder(Schema schema) {
        this.schema = schema;
    }

    @Override
    public ColumnBuilder column(String name, String type) {
        ColumnBuilder column = new ColumnBuilder(name, type);
        columns.add(column);
        return column;
    }

    @Override
    public ColumnBuilder enumeration(String name, Class<? extends Enum<?>> type) {
        return enumeration(name, schema.enumType(type));
    }

    @Override
    <T extends ConstraintBuilder> T constraint(T builder) {
        constraints.add(builder);
        return builder;
    }

    /** {@code PARTITION BY RANGE}; the partitions come from {@link Schema#createPartition}. */
    public void partitionByRange(String... columns) {
        partitioning = new Partitioning(Partitioning.Strategy.RANGE, List.of(columns), null);
    }

    /** {@code PARTITION BY LIST}. */
    public void partitionByList(String column) {
        partitioning = new Partitioning(Partitioning.Strategy.LIST, List.of(column), null);
    }

    /** {@code PARTITION BY HASH}. */
    public void partitionByHash(String... columns) {
        partitioning = new Partitioning(Partitioning.Strategy.HASH, List.of(columns), null);
    }

    /** Partitioned by SQL expressions, each in parentheses: {@code partitionBy(RANGE, "(date_trunc('day', at, 'UTC'))")}. */
    public void partitionBy(Partitioning.Strategy strategy, String sql) {
        partitioning = new Partitioning(strategy, List.of(), sql);
    }

    /** Nothing happens when there is a table of that name; then {@code down} can't be derived. */
    public void ifNotExists() {
        ifNotExists = true;
    }

    /** Without a write-ahead log: faster to write, empty after a crash, and not on standbys. */
    public void unlogged() {
        kind = TableOptions.Kind.UNLOGGED;
    }

    /** Only for the session of the migration. */
    public void temporary(TableOptions.OnCommit onCommit) {
        kind = TableOptions.Kind.TEMPORARY;
        this.onCommit = onCommit;
    }

    /** The columns are the attributes of a composite type. */
    public void ofType(String type) {
        ofType = type;
    }

    /** Has the columns of another table too, in front of its own: {@code like("films").including(Like.Part.ALL)}. */
    public LikeBuilder like(String table) {
        LikeBuilder builder = new LikeBuilder(table);
        likes.add(builder);
        return builder;
    }

    /** Has the columns of these tables, and its rows are found in them. */
    public void inherits(String... tables) {
        inherits = List.of(tables);
    }

    /** The table access method; {@code heap} when not called. */
    public void using(String accessMethod) {
        this.accessMethod = accessMethod;
    }

    /** A storage parameter, {@code with("fillfactor", 70)}, {@code with("toast.autovacuum_enabled", false)}. */
    public void with(String parameter, Object value) {
        parameters.add(Parameters.of(parameter, value));
    }

    /** Where the table is stored. */
    public void tablespace(String tablespace) {
        this.tablespace = tablespace;
    }

    /** {@code COMMENT ON TABLE}. */
    public void comment(String text) {
        comment = text;
    }

    CreateTable build(String table) {
        return new CreateTable(table, columns.stream().map(ColumnBuilder::build).toList(),
                constraints.stream().map(ConstraintBuilder::build).toList(), partitioning, comment,
                new TableOptions(kind, onCommit, ifNotExists, ofType, likes.stream().map(LikeBuilder::build).toList(), inherits,
                        accessMethod, parameters, tablespace));
    }

    void indexes(String table) {
        columns.forEach(column -> column.indexes(table, schema::add));
    }
}
