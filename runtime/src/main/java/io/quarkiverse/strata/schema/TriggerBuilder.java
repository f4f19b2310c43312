package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.CreateTrigger.Event.UPDATE;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.strata.schema.CreateTrigger.Event;
import io.quarkiverse.strata.schema.CreateTrigger.Timing;

/** What a trigger is like. Each method changes this builder and returns it. */
public final class TriggerBuilder {

    private final String name;
    private final String table;
    private Timing timing;
    private final List<Event> events = new ArrayList<>();
    private List<String> columns = List.of();
    private boolean forEachRow;
    private String oldTable;
    private String newTable;
    private Deferrable constraint;
    private String when;
    private String function;
    private List<String> arguments = List.of();
    private boolean orReplace;

    TriggerBuilder(String name, String table) {
        this.name = name;
        this.table = table;
    }

    /** Fires before these events, and may change the new row. */
    public TriggerBuilder before(Event... events) {
        return on(Timing.BEFORE, events);
    }

    /** Fires after these events. */
    public TriggerBuilder after(Event... events) {
        return on(Timing.AFTER, events);
    }

    /** Fires instead of these events, on a view. */
    public TriggerBuilder insteadOf(Event... events) {
        return on(Timing.INSTEAD_OF, events);
    }

    private TriggerBuilder on(Timing timing, Event... events) {
        this.timing = timing;
        this.events.addAll(List.of(events));
        return this;
    }

    /** An update too, if it names one of these columns: {@code before(INSERT).orUpdateOf("title")}. */
    public TriggerBuilder orUpdateOf(String... columns) {
        events.add(UPDATE);
        this.columns = List.of(columns);
        return this;
    }

    /** Once for each row; once for each statement when not called. */
    public TriggerBuilder forEachRow() {
        forEachRow = true;
        return this;
    }

    /** The name by which the function reads all former rows of the statement. */
    public TriggerBuilder oldTable(String name) {
        oldTable = name;
        return this;
    }

    /** The name by which the function reads all new rows of the statement. */
    public TriggerBuilder newTable(String name) {
        newTable = name;
        return this;
    }

    /** A constraint trigger: it fires when constraints are checked. */
    public TriggerBuilder constraint(Deferrable deferrable) {
        constraint = deferrable;
        return forEachRow();
    }

    /** Only when this is true, SQL over {@code OLD} and {@code NEW}. */
    public TriggerBuilder when(String sql) {
        when = sql;
        return this;
    }

    /** Calls this function, which returns {@code trigger}. */
    public TriggerBuilder execute(String function, String... arguments) {
        this.function = function;
        this.arguments = List.of(arguments);
        return this;
    }

    /** A trigger of that name gets this definition; {@code down} can't be derived. */
    public TriggerBuilder orReplace() {
        orReplace = true;
        return this;
    }

    CreateTrigger build() {
        if (timing == null || events.isEmpty() || function == null) {
            throw new IllegalArgumentException("STRATA-3104: trigger " + name + " on " + table
                    + (function == null ? " calls no function: call execute(\"…\")"
                            : " has no event: call before(…), after(…) or insteadOf(…)"));
        }
        return new CreateTrigger(name, table, timing, events, columns, forEachRow, oldTable, newTable, constraint, when,
                function, arguments, orReplace);
    }
}
