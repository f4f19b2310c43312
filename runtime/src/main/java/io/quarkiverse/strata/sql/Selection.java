package io.quarkiverse.strata.sql;

import java.util.List;

/** What a select or RETURNING gives: the columns of a record, or a list. */
sealed interface Selection extends Node {

    /** The columns of a mapped record, each by name, never {@code *}. */
    record OfRecord(TableDescriptor<?> table) implements Selection {

        @Override
        public void writeTo(SqlWriter writer) {
            ScopedWriter scoped = ScopedWriter.of(writer);
            Scope scope = scoped.scope();
            String qualifier = scope == null ? null : scope.qualifierOfAll(table.type());
            Lists.commas(writer, table.columns(), column -> {
                if (qualifier != null) {
                    writer.identifier(qualifier).sql(".");
                }
                writer.identifier(column.name());
                writeCast(scoped, column);
            });
        }

        @Override
        public boolean relabels() {
            return table.columns().stream().anyMatch(column -> column.type().readAs() != null);
        }
    }

    /** Expressions. */
    record Items(List<Selectable> items) implements Selection {

        @Override
        public void writeTo(SqlWriter writer) {
            ScopedWriter scoped = ScopedWriter.of(writer);
            Lists.commas(writer, items, item -> {
                scoped.inside(() -> {
                    if (item instanceof Operand operand) {
                        Precedence.OR.write(writer, operand);
                    } else {
                        writer.node(item);
                    }
                });
                if (item instanceof TypedColumn<?> typed) {
                    writeCast(scoped, typed.column());
                }
            });
        }

        @Override
        public boolean relabels() {
            for (Selectable item : items) {
                if (!(item instanceof Column || item instanceof All)
                        || item instanceof TypedColumn<?> typed && typed.column().type().readAs() != null) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Nothing: EXISTS only asks for rows. */
    record None() implements Selection {

        @Override
        public void writeTo(SqlWriter writer) {
            writer.sql("");
        }

        @Override
        public boolean relabels() {
            return false;
        }
    }

    /** Whether a label may stand for another value than the column of its name. */
    boolean relabels();

    private static void writeCast(ScopedWriter writer, ColumnDescriptor column) {
        PgType type = column.type().readAs();
        if (writer.isResult() && type != null) {
            writer.sql("::" + type + " AS ").identifier(column.name());
        }
    }

    static Selection of(String call, Selectable first, Selectable second, Selectable... more) {
        return new Items(Lists.concat(List.of(Misuse.given(first, call), Misuse.given(second, call)), Lists.given(call, more)));
    }
}
