package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A trigger on DDL is created; only superusers may.
 *
 * @param event {@code ddl_command_start}, {@code ddl_command_end}, {@code sql_drop}, {@code table_rewrite}, {@code login}
 * @param function the function that it calls, which returns {@code event_trigger}
 * @param tags the commands for which it fires; empty for all
 */
public record CreateEventTrigger(String name, String event, String function, List<String> tags) implements SchemaChange {

    public CreateEventTrigger {
        tags = List.copyOf(tags);
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE EVENT TRIGGER " + Names.quote(name) + " ON " + Names.quote(event)
                + (tags.isEmpty() ? "" : " WHEN TAG IN (" + Literals.texts(tags) + ")") + " EXECUTE FUNCTION "
                + Names.qualified(function) + "()");
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(ObjectKind.EVENT_TRIGGER, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("event", event).value("function", function).texts("tags", tags);
    }
}
