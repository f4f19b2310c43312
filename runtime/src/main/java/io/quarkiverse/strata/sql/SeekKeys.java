package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Finds the record's columns in the order of a select, since cursors are made of the record's values. */
final class SeekKeys {

    private final TableDescriptor<?> table;
    private final From from;
    private final Scope scope;
    private final String qualifier;

    SeekKeys(TableDescriptor<?> table, From from) {
        this.table = table;
        this.from = from;
        this.scope = Scope.of(null, from.sources());
        this.qualifier = scope.qualifierOfAll(table.type());
    }

    List<SeekKey> of(List<Ordering> order) {
        if (order.isEmpty()) {
            throw Seek.refused("it has no order. Add orderBy(…), the primary key last.");
        }
        List<SeekKey> keys = new ArrayList<>(order.size());
        for (Ordering each : order) {
            keys.add(key(keys.size() + 1,
                    each instanceof Order given ? given : new Order((Expression<?>) each, false, null)));
        }
        return keys;
    }

    private SeekKey key(int position, Order order) {
        ColumnDescriptor column = column(order.expression());
        if (column == null || order.operator() != null) {
            throw Seek.refused("part " + position + " of its order is no column of " + table.type().getSimpleName()
                    + " in its own order. Select it as a column of the record, in a sub-query: "
                    + "select(Record.class).from(query.as(\"name\")).");
        }
        if (!CursorValue.has(column)) {
            throw Seek
                    .refused("it is sorted by " + column.name() + ", whose values no cursor can have: " + column.type() + " as "
                            + column.javaType().getSimpleName() + ".");
        }
        boolean nullable = !order.isNotNull() && (isOuter() || column.nullable() && !column.id());
        boolean nullsFirst = order.isNullsFirst() == null ? order.descending() : order.isNullsFirst();
        return new SeekKey(order.expression(), new TypedColumn<>(table, column, null), order.descending(), nullsFirst,
                nullable);
    }

    /** The record's column that an expression is; null when it is none, or one of another FROM item perhaps. */
    private ColumnDescriptor column(Expression<?> expression) {
        if (expression instanceof TypedColumn<?> typed) {
            boolean own = typed.table().type() == table.type() && (typed.qualifier() == null || isOwn(typed.qualifier()));
            return own ? typed.column() : null;
        }
        if (!(expression instanceof NamedColumn named) || named.path().size() > 2) {
            return null;
        }
        boolean own = named.path().size() == 2 ? isOwn(named.path().get(0))
                : from.entries().size() < 2 || qualifier != null && Objects.equals(scope.qualifierOf(named.name()), qualifier);
        return own ? table.columns().stream().filter(column -> column.name().equals(named.name())).findFirst().orElse(null)
                : null;
    }

    private boolean isOwn(String name) {
        return from.entries().size() < 2 || name.equals(qualifier);
    }

    /** Whether a join may have put nulls in place of the record's row. */
    private boolean isOuter() {
        boolean first = from.entries().size() < 2 || from.sources().get(0).name().equals(qualifier);
        return from.entries().stream().map(From.Entry::join).filter(Objects::nonNull)
                .anyMatch(join -> join.contains("RIGHT") || join.contains("FULL") || join.contains("LEFT") && !first);
    }
}
