package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A select around a statement whose columns the client can't read: DISTINCT, set operations and the names of ORDER BY mean the
 * values themselves, not the texts that are read.
 *
 * @param labels the names of all columns
 * @param types what each is cast to, null for what it is
 */
record ResultCasts(List<String> labels, List<PgType> types) {

    /** Null where columns can be cast in the select list itself. */
    static ResultCasts of(SelectNode node, ScopedWriter writer) {
        List<PgType> types = types(node.body());
        if (types.stream().allMatch(Objects::isNull)) {
            return null;
        }
        List<String> labels = labels(node.body());
        if (!isAskedFor(node, labels, types, writer.scope())) {
            return null;
        }
        boolean named = !labels.contains(null) && labels.stream().distinct().count() == labels.size();
        if (!named && !writer.lenient()) {
            throw Misuse.of(1120, "a select with distinct, union, intersect, except or an order by name has a column that is "
                    + "read as text, and others whose names aren't known or are the same. Give each item a name of its own with "
                    + "as(…), and write columns instead of all().");
        }
        return named ? new ResultCasts(labels, types) : null;
    }

    /** ORDER BY inside stays the order of the rows: nothing around it sorts, joins or groups. */
    void write(ScopedWriter writer, Runnable statement) {
        writer.sql("SELECT ");
        Lists.commas(writer, IntStream.range(0, labels.size()).boxed().toList(), i -> {
            writer.identifier(labels.get(i));
            if (i < types.size() && types.get(i) != null) {
                writer.sql("::" + types.get(i) + " AS ").identifier(labels.get(i));
            }
        });
        writer.sql(" FROM (");
        writer.inside(statement);
        writer.sql(") AS strata_rows");
    }

    private static List<PgType> types(Body body) {
        if (body instanceof Body.Combined combined) {
            List<PgType> left = types(combined.left().body());
            List<PgType> right = combined.right() instanceof Select<?> select ? types(select.node().body()) : List.of();
            List<PgType> types = new ArrayList<>();
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                PgType type = i < left.size() ? left.get(i) : null;
                types.add(type == null && i < right.size() ? right.get(i) : type);
            }
            return types;
        }
        List<PgType> types = new ArrayList<>();
        if (body instanceof Body.Core core && core.selection() instanceof Selection.OfRecord record) {
            record.table().columns().forEach(column -> types.add(column.type().readAs()));
        } else if (body instanceof Body.Core core && core.selection() instanceof Selection.Items list) {
            list.items().forEach(item -> types.add(type(item)));
        }
        return types;
    }

    private static PgType type(Selectable item) {
        Object operand = item instanceof Aliased<?> aliased ? aliased.operand() : item;
        return operand instanceof TypedColumn<?> typed ? typed.column().type().readAs() : null;
    }

    /** As the server names them: by the first of several combined; null for a name that it finds itself. */
    private static List<String> labels(Body body) {
        if (body instanceof Body.Combined combined) {
            return labels(combined.left().body());
        }
        List<String> labels = new ArrayList<>();
        if (body instanceof Body.Rows rows) {
            rows.rows().get(0).fields().forEach(field -> labels.add("column" + (labels.size() + 1)));
        } else if (((Body.Core) body).selection() instanceof Selection.OfRecord record) {
            record.table().columns().forEach(column -> labels.add(column.name()));
        } else if (((Body.Core) body).selection() instanceof Selection.Items list) {
            list.items().forEach(item -> labels.add(item instanceof Aliased<?> aliased ? aliased.label()
                    : item instanceof Column<?> column ? column.name() : null));
        }
        return Collections.unmodifiableList(labels);
    }

    private static boolean isAskedFor(SelectNode node, List<String> labels, List<PgType> types, Scope outer) {
        if (!(node.body() instanceof Body.Core core) || core.distinct() != null) {
            return true;
        }
        Scope scope = Scope.of(outer, SelectNode.from(core).sources()).qualifying();
        return node.tail().orderBy().stream().anyMatch(ordering -> {
            Object by = ordering instanceof Order order ? order.expression() : ordering;
            int place = by instanceof Ordinal ordinal ? ordinal.position() - 1
                    : by instanceof Label label ? labels.indexOf(label.name())
                            : by instanceof NamedColumn column && column.path().size() == 1
                                    && scope.qualifierOf(column.name()) == null ? labels.indexOf(column.name()) : -1;
            return place >= 0 && place < types.size() && types.get(place) != null;
        });
    }
}
