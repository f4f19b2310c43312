package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Queries of which the rows are known: sub-queries, common table expressions, unions and joins in each other. */
final class RandomQueries {

    private static final int MOST_ROWS = 12;

    private final Choices choices;
    private final RandomExpressions expressions;
    private int names;

    RandomQueries(Choices choices) {
        this.choices = choices;
        this.expressions = new RandomExpressions(choices);
    }

    /** A query, its columns and the rows that it has, in any order. */
    record Known(Select<?> query, List<Kind> kinds, List<String> labels, List<List<Object>> rows) {
    }

    private record Source(FromItem item, Known known) {
    }

    RandomExpressions expressions() {
        return expressions;
    }

    String name() {
        return Hostile.name(choices, ++names);
    }

    Known query() {
        List<Kind> kinds = new ArrayList<>();
        for (int i = choices.below(4); i >= 0; i--) {
            kinds.add(choices.of(Kind.ALL));
        }
        return query(kinds, 3);
    }

    Known query(List<Kind> kinds, int depth) {
        Map<String, Object> around = expressions.part();
        Known known = switch (depth <= 0 ? 0 : choices.below(8)) {
            case 1, 2 -> selected(kinds, depth, List.of(source(kinds, depth)));
            case 3 -> selected(kinds, depth, List.of(source(kinds, depth), source(List.of(choices.of(Kind.ALL)), depth)));
            case 4, 5 -> combined(kinds, depth);
            case 6 -> common(kinds, depth);
            case 7 -> values(kinds, depth);
            default -> leaf(kinds, depth);
        };
        return new Known(expressions.bound(known.query, around), known.kinds, known.labels, known.rows);
    }

    private Known leaf(List<Kind> kinds, int depth) {
        List<Selectable> items = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<Object> row = new ArrayList<>();
        for (Kind kind : kinds) {
            row.add(choices.sometimes() ? null : expressions.value(kind));
            labels.add(name());
            items.add(expressions.of(kind, row.get(row.size() - 1), depth).as(labels.get(labels.size() - 1)));
        }
        Select<?> query = select(items);
        return new Known(choices.sometimes() ? query.where(expressions.condition(depth)) : query, kinds, labels,
                List.of(row));
    }

    private Known values(List<Kind> kinds, int depth) {
        List<RowValue> rows = new ArrayList<>();
        List<List<Object>> values = new ArrayList<>();
        for (int i = choices.below(3); i >= 0; i--) {
            List<Object> row = new ArrayList<>();
            List<Operand> fields = new ArrayList<>();
            for (Kind kind : kinds) {
                row.add(expressions.value(kind));
                fields.add(expressions.of(kind, row.get(row.size() - 1), depth - 1));
            }
            values.add(row);
            rows.add(new RowValue(fields));
        }
        String name = name();
        List<String> labels = kinds.stream().map(kind -> name()).toList();
        Select<?> query = Sql.values(rows.get(0), rows.subList(1, rows.size()).toArray(RowValue[]::new));
        List<Selectable> columns = labels.stream().<Selectable> map(each -> Sql.col(Sql.identifier(each))).toList();
        return new Known(select(columns).from(new Derived(query, name, labels, false, null)), kinds, labels, values);
    }

    private Source source(List<Kind> kinds, int depth) {
        List<Kind> inner = new ArrayList<>(kinds);
        if (choices.sometimes()) {
            inner.add(choices.of(Kind.ALL));
            Collections.rotate(inner, 1);
        }
        Known known = query(inner, depth - 1);
        return new Source(known.query.as(name()), known);
    }

    /** Columns of the sources where they have the kind, else values; further values in WHERE. */
    private Known selected(List<Kind> kinds, int depth, List<Source> sources) {
        List<List<Object>> from = sources.get(0).known.rows;
        UnaryOperator<Select<Row>> reading = query -> query.from(sources.get(0).item);
        if (sources.size() > 1) {
            Source second = sources.get(1);
            if (from.size() * second.known.rows.size() > MOST_ROWS) {
                return leaf(kinds, depth);
            }
            List<List<Object>> product = new ArrayList<>();
            from.forEach(left -> second.known.rows.forEach(right -> product.add(
                    Stream.concat(left.stream(), right.stream()).collect(Collectors.toList()))));
            from = product;
            Condition on = expressions.condition(depth - 1);
            Derived lateral = Sql.lateral(Sql.select(Sql.all()).from(second.item).where(on)).as(second.item.name());
            reading = choices.sometimes() ? query -> query.from(sources.get(0).item).join(second.item).on(on)
                    : query -> query.from(sources.get(0).item).leftJoin(lateral).onTrue();
        }
        return projected(kinds, depth, sources, from, reading);
    }

    private Known projected(List<Kind> kinds, int depth, List<Source> sources, List<List<Object>> from,
            UnaryOperator<Select<Row>> reading) {
        List<Kind> has = sources.stream().flatMap(source -> source.known.kinds.stream()).toList();
        List<Column<Object>> columns = sources.stream().flatMap(source -> source.known.labels.stream()
                .map(label -> choices.sometimes() ? Sql.col(Sql.identifier(label)) : source.item.col(Sql.identifier(label))))
                .toList();
        List<Selectable> items = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        from.forEach(row -> rows.add(new ArrayList<>()));
        for (Kind kind : kinds) {
            int index = has.indexOf(kind);
            labels.add(name());
            Object value = expressions.value(kind);
            if (index >= 0 && !choices.sometimes()) {
                items.add(columns.get(index).as(labels.get(labels.size() - 1)));
                for (int i = 0; i < rows.size(); i++) {
                    rows.get(i).add(from.get(i).get(index));
                }
            } else {
                items.add(expressions.of(kind, value, depth - 1).as(labels.get(labels.size() - 1)));
                rows.forEach(row -> row.add(value));
            }
        }
        Select<Row> selected = reading.apply(select(items)).where(expressions.condition(depth));
        int index = choices.below(has.size());
        List<Object> values = from.stream().map(row -> row.get(index)).filter(Objects::nonNull).toList();
        if (values.size() == from.size() && !values.isEmpty()) {
            selected = selected.where(expressions.among(columns.get(index), has.get(index), values));
        }
        return new Known(selected, kinds, labels, rows);
    }

    private Known combined(List<Kind> kinds, int depth) {
        Known first = query(kinds, depth - 1);
        Known second = query(kinds, depth - 1);
        if (first.rows.size() + second.rows.size() > MOST_ROWS) {
            return first;
        }
        List<List<Object>> rows = new ArrayList<>(first.rows);
        rows.addAll(second.rows);
        Select<?> all = union(first.query, second.query).limit(rows.size() + 1_000_003L).offset(0);
        return new Known(all, kinds, first.labels, rows);
    }

    private Known common(List<Kind> kinds, int depth) {
        Known inner = query(kinds, depth - 1);
        String name = name();
        List<Selectable> columns = inner.labels.stream().<Selectable> map(each -> Sql.col(Sql.identifier(each))).toList();
        With with = Sql.with(name, inner.query);
        with = choices.sometimes() ? with.materialized() : with;
        if (choices.sometimes()) {
            with = with.with(name(), query(kinds, depth - 1).query);
        }
        Select<?> query = columns.size() == 1 ? with.select((Column<?>) columns.get(0))
                : with.select(columns.get(0), columns.get(1), columns.subList(2, columns.size()).toArray(Selectable[]::new));
        return new Known(query.from(Sql.table(Sql.identifier(name))).where(expressions.condition(depth)), kinds, inner.labels,
                inner.rows);
    }

    @SuppressWarnings({ "unchecked", "rawtypes" })
    private static Select<?> union(Select first, Select second) {
        return first.unionAll(second);
    }

    private static Select<Row> select(List<Selectable> items) {
        return Select.of(new Selection.Items(items), Shape.row());
    }
}
