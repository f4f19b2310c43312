package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * What INSERT and SET write to: a column, or an element or field of one, {@code col("tags").subscript(1)}.
 *
 * @param column the column's bare name
 * @param path the way into the column, empty for all of it
 */
public record Target(String column, List<Expression<?>> path) implements Node {

    static Target of(String column) {
        return new Target(column, List.of());
    }

    static List<Target> of(List<String> columns) {
        return columns.stream().map(Target::of).toList();
    }

    static Target of(Expression<?> expression, String call) {
        if (expression instanceof Column<?> column) {
            return of(column.name());
        } else if (expression instanceof Subscript subscript) {
            return of(subscript.operand(), call).plus(subscript);
        } else if (expression instanceof Field field) {
            return of(field.operand(), call).plus(field);
        }
        throw Misuse.of(1104, call + "(…) takes a column, or subscript(…) or field(…) of one.");
    }

    private Target plus(Expression<?> step) {
        return new Target(column, Lists.plus(path, step));
    }

    boolean isColumn() {
        return path.isEmpty();
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.identifier(column);
        for (Expression<?> step : path) {
            if (step instanceof Subscript subscript) {
                subscript.writeIndex(writer);
            } else {
                writer.sql(".").identifier(((Field) step).name());
            }
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
