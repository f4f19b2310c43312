package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A trigger is created.
 *
 * @param timing before, after or instead of the event
 * @param events what fires it
 * @param columns {@code UPDATE} fires it only where it names one of these; empty for any
 * @param forEachRow once for each row, else once for each statement
 * @param oldTable the name by which the function reads the former rows, or null
 * @param newTable the name by which the function reads the new rows, or null
 * @param constraint when a constraint trigger fires, or null for an ordinary one
 * @param when the condition, SQL, or null
 * @param function the function that it calls
 * @param arguments what it is given, as texts
 * @param orReplace one that is there gets this definition
 */
public record CreateTrigger(String name, String table, Timing timing, List<Event> events, List<String> columns,
        boolean forEachRow, String oldTable, String newTable, Deferrable constraint, String when, String function,
        List<String> arguments, boolean orReplace) implements SchemaChange {

    /** When a trigger fires. */
    public enum Timing {
        BEFORE,
        AFTER,
        /** For views. */
        INSTEAD_OF
    }

    /** What fires a trigger. */
    public enum Event {
        INSERT,
        UPDATE,
        DELETE,
        TRUNCATE
    }

    public CreateTrigger {
        events = List.copyOf(events);
        columns = List.copyOf(columns);
        arguments = List.copyOf(arguments);
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE " + (orReplace ? "OR REPLACE " : "") + (constraint == null ? "" : "CONSTRAINT ") + "TRIGGER "
                + Names.quote(name) + " " + timing.name().replace('_', ' ') + " "
                + events.stream().map(this::event).collect(Collectors.joining(" OR ")) + " ON " + Names.qualified(table)
                + (constraint == null ? "" : " " + constraint.sql()) + referencing() + " FOR EACH "
                + (forEachRow ? "ROW" : "STATEMENT") + (when == null ? "" : " WHEN (" + when + ")") + " EXECUTE FUNCTION "
                + Names.qualified(function) + "(" + Literals.texts(arguments) + ")");
    }

    private String event(Event event) {
        return event == Event.UPDATE && !columns.isEmpty()
                ? "UPDATE OF " + columns.stream().map(Names::quote).collect(Collectors.joining(", "))
                : event.name();
    }

    private String referencing() {
        List<String> tables = new ArrayList<>();
        if (oldTable != null) {
            tables.add(" OLD TABLE AS " + Names.quote(oldTable));
        }
        if (newTable != null) {
            tables.add(" NEW TABLE AS " + Names.quote(newTable));
        }
        return tables.isEmpty() ? "" : " REFERENCING" + String.join("", tables);
    }

    @Override
    public Reverse reverse() {
        return orReplace ? Reverse.none("what it replaces isn't known", "drop the former one first, or override down()")
                : Reverse.by(DropObject.of(ObjectName.of(ObjectKind.TRIGGER, name, table), this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("table", table).value("timing", timing)
                .texts("events", events.stream().map(Event::name).toList()).texts("columns", columns)
                .flag("forEachRow", forEachRow).value("oldTable", oldTable).value("newTable", newTable)
                .value("constraint", constraint).value("when", when).value("function", function).texts("arguments", arguments)
                .flag("orReplace", orReplace);
    }
}
