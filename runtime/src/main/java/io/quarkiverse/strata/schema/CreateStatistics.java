package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Extended statistics are created: what the planner knows of several columns together.
 *
 * @param name its name
 * @param kinds what is collected; empty for all
 * @param columns the columns
 * @param expressions SQL expressions
 */
public record CreateStatistics(String name, String table, List<Kind> kinds, List<String> columns,
        List<String> expressions) implements SchemaChange {

    /** What is collected. */
    public enum Kind {
        /** How many different combinations of values there are. */
        NDISTINCT,
        /** How far one column follows from another. */
        DEPENDENCIES,
        /** The most common combinations of values. */
        MCV
    }

    public CreateStatistics {
        kinds = List.copyOf(kinds);
        columns = List.copyOf(columns);
        expressions = List.copyOf(expressions);
    }

    @Override
    public List<String> sql() {
        List<String> on = new ArrayList<>(columns.stream().map(Names::quote).toList());
        expressions.forEach(expression -> on.add("(" + expression + ")"));
        return List.of("CREATE STATISTICS " + Names.qualified(name)
                + (kinds.isEmpty() ? ""
                        : kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ", " (", ")")))
                + " ON " + String.join(", ", on) + " FROM " + Names.qualified(table));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(ObjectKind.STATISTICS, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("table", table).texts("kinds", kinds.stream().map(Kind::name).toList())
                .texts("columns", columns).texts("expressions", expressions);
    }
}
