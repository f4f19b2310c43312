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
                writeCast(scoped, column, column.name());
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
                if (item instanceof TypedColumn<?> typed) {
                    write(scoped, typed);
                    writeCast(scoped, typed.column(), typed.name());
                } else if (item instanceof Aliased<?> aliased && aliased.operand() instanceof TypedColumn<?> typed
                        && isCast(scoped, typed.column())) {
                    write(scoped, typed);
                    writeCast(scoped, typed.column(), aliased.label());
                } else {
                    write(scoped, item);
                }
            });
        }

        private static void write(ScopedWriter writer, Selectable item) {
            writer.inside(() -> {
                if (item instanceof Operand operand) {
                    Precedence.OR.write(writer, operand);
                } else {
                    writer.node(item);
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

    private static boolean isCast(ScopedWriter writer, ColumnDescriptor column) {
        return writer.isResult() && column.type().readAs() != null;
    }

    private static void writeCast(ScopedWriter writer, ColumnDescriptor column, String label) {
        if (isCast(writer, column)) {
            writer.sql("::" + column.type().readAs() + " AS ").identifier(label);
        }
    }

    static Selection of(String call, Selectable first, Selectable second, Selectable... more) {
        return new Items(Lists.concat(List.of(Misuse.given(first, call), Misuse.given(second, call)), Lists.given(call, more)));
    }
}
