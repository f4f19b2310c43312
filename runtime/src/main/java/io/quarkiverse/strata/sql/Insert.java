package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An INSERT: an immutable value, each call gives another one.
 *
 * <pre>{@code
 * insertInto("film").columns("title", "length").values("ALIEN", 117).returning(col("film_id"));
 * insertInto(Film.class).record(film).onConflict("film_id").doUpdate("title").returning(Film.class);
 * }</pre>
 */
public final class Insert extends Modifying {

    private final InsertNode node;

    private Insert(InsertNode node, Insert before) {
        super(node, before == null ? null : before.built);
        this.node = node;
    }

    private Insert(InsertNode node, Built built) {
        super(built);
        this.node = node;
    }

    static Insert of(Table table) {
        return new Insert(new InsertNode(Ctes.NONE, table, List.of(), null, "", null, null), (Insert) null);
    }

    private Insert with(Table table, List<Target> columns, InsertSource source) {
        return new Insert(new InsertNode(node.ctes(), table, columns, source, node.overriding(), node.conflict(), null), this);
    }

    Insert with(Ctes ctes) {
        return new Insert(new InsertNode(ctes, node.table(), node.columns(), node.source(), node.overriding(), node.conflict(),
                null), this);
    }

    Insert conflict(Conflict conflict) {
        return new Insert(new InsertNode(node.ctes(), node.table(), node.columns(), node.source(), node.overriding(), conflict,
                null), this);
    }

    /** Gives the table another name, for the update of a conflict. */
    public Insert as(String alias) {
        return with(node.table().as(alias), node.columns(), node.source());
    }

    /** The columns for which {@link #values} or {@link #select} follow. */
    public Insert columns(String first, String... more) {
        return targets(Target.of(NamedColumns.bare("columns", first, more)));
    }

    /** The same by columns, or elements and fields of them: {@code columns(col("tags").subscript(1))}. */
    public Insert columns(Expression<?> first, Expression<?>... more) {
        return targets(Lists.<Expression<?>> of("columns", first, more).stream().map(each -> Target.of(each, "columns"))
                .toList());
    }

    private Insert targets(List<Target> targets) {
        if (node.source() != null) {
            throw Misuse.of(1111, "columns(…) comes before values(…), record(…) and select(…).");
        }
        return with(node.table(), targets, null);
    }

    /**
     * One row, in the order of the columns; called again, a further row. Null is NULL, {@code defaultValue()} the column's
     * default; many rows go by {@link #records}.
     */
    public Insert values(Object... values) {
        List<List<Operand>> rows = node.source() == null ? List.of()
                : node.source() instanceof InsertSource.Rows given ? given.rows() : null;
        if (rows == null) {
            throw Misuse.of(1111, "values(…) can't be added to records or a select.");
        }
        List<Object> given = values == null ? java.util.Collections.singletonList(null) : Arrays.asList(values);
        if (!node.columns().isEmpty() && given.size() != node.columns().size()) {
            throw Misuse.of(1111, "values(…) gives " + given.size() + " values for the " + node.columns().size() + " columns "
                    + node.columns().stream().map(Target::toString).collect(Collectors.joining(", ")) + ".");
        }
        List<Operand> row = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            Column<?> column = node.columns().isEmpty() || !node.columns().get(i).isColumn() ? Bound.ANY_COLUMN
                    : Assignment.target(node.table().rowType(), node.columns().get(i).column());
            row.add(Bound.assigned(column, given.get(i)));
        }
        return with(node.table(), node.columns(), new InsertSource.Rows(Lists.plus(rows, List.copyOf(row))));
    }

    /** One record of a mapped class, without the columns that the database makes ({@code @Generated}). */
    public Insert record(Object record) {
        TableDescriptor<?> table = Records.descriptor(record);
        List<ColumnDescriptor> columns = Records.written(table);
        List<Operand> row = new ArrayList<>(columns.size());
        for (ColumnDescriptor column : columns) {
            row.add(Records.operand(table, column, record));
        }
        return with(node.table(), Target.of(columns.stream().map(ColumnDescriptor::name).toList()),
                columns.isEmpty() ? null : new InsertSource.Rows(List.of(List.copyOf(row))));
    }

    /**
     * Records of one mapped class, one array parameter for each column whatever their number, without the columns that the
     * database makes. RETURNING gives their rows in the same order.
     */
    public Insert records(List<?> records) {
        if (records == null || records.isEmpty()) {
            throw Misuse.of(1111, "records(…) was given no record: there is nothing to insert.");
        }
        TableDescriptor<?> table = Records.descriptor(records.get(0));
        return unnested(Records.written(table), column -> UnnestedColumn.of(column, Records.values(table, column, records)));
    }

    /** As {@link #records}, the arrays named by their columns' paths and bound later. */
    Insert unnested(List<ColumnDescriptor> columns) {
        return unnested(columns, UnnestedColumn::open);
    }

    private Insert unnested(List<ColumnDescriptor> columns, Function<ColumnDescriptor, UnnestedColumn> unnested) {
        List<ColumnDescriptor> given = Records.given(columns);
        List<ColumnDescriptor> clocks = Records.clocks(columns);
        if (given.isEmpty()) {
            throw Misuse.of(1113,
                    node.table().name() + " has columns alone that the database makes: there is nothing to write.");
        }
        return with(node.table(), Target.of(Lists.concat(given, clocks).stream().map(ColumnDescriptor::name).toList()),
                new InsertSource.Unnested(given.stream().map(unnested).toList(),
                        clocks.stream().<Operand> map(column -> Sql.now()).toList()));
    }

    /** The rows of a query, in the order of the columns. */
    public Insert select(Query<?> query) {
        return with(node.table(), node.columns(), new InsertSource.Selected(Part.of(query)));
    }

    /** {@code OVERRIDING SYSTEM VALUE}: given values count even for GENERATED ALWAYS identity columns. */
    public Insert overridingSystemValue() {
        return overriding(" OVERRIDING SYSTEM VALUE");
    }

    /** {@code OVERRIDING USER VALUE}: values given for identity columns are left out, the sequence's are taken. */
    public Insert overridingUserValue() {
        return overriding(" OVERRIDING USER VALUE");
    }

    private Insert overriding(String words) {
        return new Insert(new InsertNode(node.ctes(), node.table(), node.columns(), node.source(), words, node.conflict(),
                null), this);
    }

    /** A conflict with any unique constraint; only {@link OnConflict#doNothing()} can follow. */
    public OnConflict onConflict() {
        return new OnConflict(this, List.of(), List.of(), null, List.of());
    }

    /** A conflict with the unique index on these columns. */
    public OnConflict onConflict(String first, String... more) {
        return new OnConflict(this, NamedColumns.bare("onConflict", first, more), List.of(), null, List.of());
    }

    /** The same by columns, or by expressions for an index on such: {@code onConflict(lower(col("email")))}. */
    public OnConflict onConflict(Expression<?> first, Expression<?>... more) {
        List<Expression<?>> target = Lists.of("onConflict", first, more);
        return target.stream().allMatch(Column.class::isInstance)
                ? new OnConflict(this, target.stream().map(each -> ((Column<?>) each).name()).toList(), List.of(), null,
                        List.of())
                : new OnConflict(this, List.of(), target, null, List.of());
    }

    public OnConflict onConflictOnConstraint(String name) {
        return new OnConflict(this, List.of(), List.of(), Identifiers.check(name, "onConflictOnConstraint"), List.of());
    }

    /** Only rows for which these hold are changed by the update of a conflict. */
    public Insert where(Condition first, Condition... more) {
        Conflict conflict = node.conflict();
        if (conflict == null || conflict.update().isEmpty()) {
            throw Misuse.of(1111, "where(…) on an insert belongs to onConflict(…).doUpdate(…): call these before it.");
        }
        return conflict(new Conflict(conflict.columns(), conflict.expressions(), conflict.constraint(), conflict.indexWhere(),
                conflict.update(),
                Lists.concat(conflict.where(), Lists.of("where", first, more))));
    }

    /** Gives a named parameter its value. */
    public Insert bind(String name, Object value) {
        return new Insert(node, built.bind(name, value));
    }

    Insert bindAll(Map<String, Object> values) {
        return new Insert(node, built.bindAll(values));
    }

    @Override
    Node returningNode(ReturningClause returning) {
        return new InsertNode(node.ctes(), node.table(), node.columns(), node.source(), node.overriding(), node.conflict(),
                returning);
    }
}
