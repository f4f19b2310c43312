package io.quarkiverse.strata.sql;

import java.util.List;

/** What a select or RETURNING gives: the columns of a record, or a list. */
sealed interface Selection extends Node {

    /** The columns of a mapped record, each by name, never {@code *}. */
    record OfRecord(TableDescriptor<?> table) implements Selection {

        @Override
        public void writeTo(SqlWriter writer) {
            Scope scope = ScopedWriter.of(writer).scope();
            String qualifier = scope == null ? null : scope.qualifierOfAll(table.type());
            Lists.commas(writer, table.columns(), column -> {
                if (qualifier != null) {
                    writer.identifier(qualifier).sql(".");
                }
                writer.identifier(column.name());
            });
        }
    }

    /** Expressions. */
    record Items(List<Selectable> items) implements Selection {

        @Override
        public void writeTo(SqlWriter writer) {
            Lists.commas(writer, items);
        }
    }

    /** Nothing: EXISTS only asks for rows. */
    record None() implements Selection {

        @Override
        public void writeTo(SqlWriter writer) {
            writer.sql("");
        }
    }

    static Selection of(String call, Selectable first, Selectable second, Selectable... more) {
        return new Items(Lists.concat(List.of(Misuse.given(first, call), Misuse.given(second, call)), Lists.given(call, more)));
    }
}
