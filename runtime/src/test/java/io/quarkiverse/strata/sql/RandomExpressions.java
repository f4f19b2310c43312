package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Expressions of a known value and conditions that are known to hold, with parameters wherever there can be one. */
final class RandomExpressions {

    private final Choices choices;
    /** Values for {@code param}s of the part that is being made. */
    private Map<String, Object> open = new HashMap<>();

    RandomExpressions(Choices choices) {
        this.choices = choices;
    }

    Object value(Kind kind) {
        return kind.value(choices);
    }

    /** Starts a part of a statement; gives the values of the part around it. */
    Map<String, Object> part() {
        Map<String, Object> around = open;
        open = new HashMap<>();
        return around;
    }

    /** What {@code bind} of each kind of statement is. */
    interface Binding<S> {
        S bind(S part, String name, Object value);
    }

    <T> Select<T> bound(Select<T> part, Map<String, Object> around) {
        Select<T> bound = bound(part, Select::bind);
        open = around;
        return bound;
    }

    /** Fills what was left open since {@link #part()}. */
    <S> S bound(S part, Binding<S> binding) {
        S bound = part;
        for (Map.Entry<String, Object> each : part().entrySet()) {
            bound = binding.bind(bound, each.getKey(), each.getValue());
        }
        return bound;
    }

    /** An expression that has this value. */
    Expression<?> of(Kind kind, Object value, int depth) {
        if (value == null) {
            return kind.expression(null);
        }
        switch (depth <= 0 ? 0 : choices.below(11)) {
            case 1:
                return Sql.caseWhen(condition(depth - 1), any(of(kind, value, depth - 1)))
                        .otherwise(of(kind, value(kind), depth - 1));
            case 2:
                return Sql.coalesce(any(of(kind, null, 0)), of(kind, value, depth - 1));
            case 3:
                Map<String, Object> around = part();
                return Sql.scalar(bound(Sql.select(of(kind, value, depth - 1)), around));
            case 4:
                return Sql.caseOf(Kind.TEXT.expression("§a")).when(Kind.TEXT.expression("§a"), of(kind, value, depth - 1))
                        .otherwise(of(kind, value(kind), 0));
            case 5:
                return kind.type.isArray() ? kind.expression(value)
                        : Sql.cast(Sql.array(Sql.select(of(kind, value, depth - 1))), kind.type.array().name()).subscript(1);
            case 6:
                return Sql.cast(of(kind, value, depth - 1), kind.type.name());
            case 7:
                return kind.type.isArray() ? kind.expression(value)
                        : Sql.raw("(:it)::" + (kind == Kind.JSONB ? "text::" : "") + kind.type + " /* :no ? $1 */ -- '")
                                .bind("it", kind == Kind.JSONB ? Kind.canonical(value) : value);
            case 8:
                return Sql.scalar(Sql.select(Sql.firstValue(of(kind, value, 0))
                        .over(Sql.window().orderBy(of(Kind.INT4, 5, 0).asc()))));
            case 9:
                return kind == Kind.JSONB || kind.type.isArray() ? kind.expression(value) : parameter(value);
            case 10:
                return kind == Kind.TEXT && value instanceof String text
                        ? kind.expression(text.substring(0, 1)).concat(text.substring(1))
                        : Sql.function("nullif", of(kind, value, depth - 1), of(kind, null, 0));
            default:
                return kind.expression(value);
        }
    }

    private Expression<?> parameter(Object value) {
        String name = "p" + open.size();
        open.put(name, value);
        return Sql.param(name, value.getClass());
    }

    /** A condition that is true. */
    Condition condition(int depth) {
        Kind kind = choices.of(Kind.ALL);
        Object value = value(kind);
        switch (depth <= 0 ? 0 : choices.below(8)) {
            case 1:
                return Sql.not(Sql.or(Sql.not(condition(depth - 1)), Sql.not(condition(depth - 1))));
            case 2:
                return Sql.or(Sql.not(condition(depth - 1)), condition(depth - 1)).and(condition(0));
            case 3:
                Map<String, Object> around = part();
                return Sql.exists(bound(Sql.select(of(kind, value, depth - 1)).where(condition(depth - 1)), around));
            case 4:
                return Sql.raw(":a = :b OR :c /* $3 */ -- :d").bind("a", 5).bind("b", 5).bind("c", true);
            case 5:
                return any(of(kind, value, depth - 1)).between(of(kind, value, 0), of(kind, value, 0));
            case 6:
                return among(kind.expression(value), kind, List.of(value));
            case 7:
                return Sql.row(of(kind, value, depth - 1), of(Kind.INT4, 7, 0))
                        .eq(Sql.row(of(kind, value, 0), of(Kind.INT4, 7, depth - 1)));
            default:
                return any(kind.expression(value)).eq(kind.expression(value));
        }
    }

    /** That a column has one of these values; they are all that it has. */
    Condition among(Expression<?> column, Kind kind, List<?> values) {
        if (!kind.listable()) {
            return column.isNotNull();
        }
        List<Object> list = new ArrayList<>(values);
        int more = choices.of(0, 1, InList.MOST_AS_ARRAY, 2 * InList.MOST_AS_ARRAY);
        while (list.size() < more) {
            list.add(list.get(choices.below(list.size())));
        }
        Collections.rotate(list, choices.below(3));
        if (list.stream().map(Object::getClass).distinct().count() > 1) {
            return column.isNotNull();
        }
        return switch (choices.below(3)) {
            case 1 -> Sql.not(any(column).notIn(list));
            case 2 -> Sql.row(column, of(Kind.INT4, 9, 0)).in(list.stream().map(each -> List.of(each, 9)).toList());
            default -> any(column).in(list);
        };
    }

    @SuppressWarnings("unchecked")
    private static Expression<Object> any(Expression<?> expression) {
        return (Expression<Object>) expression;
    }
}
