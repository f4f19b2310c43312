package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.function.Consumer;

/** Changes of what runs in the server: functions, procedures, aggregates and triggers. */
public abstract sealed class ProgramChanges extends TypeChanges permits ViewChanges {

    ProgramChanges() {
    }

    /** A function: {@code createFunction("twice", f -> f.argument("a", "int").returns("int").body("sql", "SELECT a * 2"))}. */
    public void createFunction(String name, Consumer<FunctionBuilder> definition) {
        FunctionBuilder builder = new FunctionBuilder(ObjectKind.FUNCTION, name);
        definition.accept(builder);
        add(builder.build());
    }

    /** A procedure, which is run by {@code CALL}. */
    public void createProcedure(String name, Consumer<FunctionBuilder> definition) {
        FunctionBuilder builder = new FunctionBuilder(ObjectKind.PROCEDURE, name);
        definition.accept(builder);
        add(builder.build());
    }

    /** @param arguments the types of its arguments, without those of {@code OUT} */
    public DropBuilder dropFunction(String name, String... arguments) {
        return drop(new ObjectName(ObjectKind.FUNCTION, name, null, List.of(arguments)));
    }

    /** @param arguments the types of its arguments */
    public DropBuilder dropProcedure(String name, String... arguments) {
        return drop(new ObjectName(ObjectKind.PROCEDURE, name, null, List.of(arguments)));
    }

    /** An aggregate function: {@code createAggregate("total", "int").state("int", "int4pl").initial("0")}. */
    public AggregateBuilder createAggregate(String name, String... arguments) {
        AggregateBuilder builder = new AggregateBuilder(name, List.of(arguments));
        addLater(builder::build);
        return builder;
    }

    /** @param arguments the types of its arguments; none for {@code *} */
    public DropBuilder dropAggregate(String name, String... arguments) {
        return drop(new ObjectName(ObjectKind.AGGREGATE, name, null,
                arguments.length == 0 ? List.of("*") : List.of(arguments)));
    }

    /** A trigger: {@code createTrigger("touch", "films").before(UPDATE).forEachRow().execute("last_updated")}. */
    public TriggerBuilder createTrigger(String name, String table) {
        TriggerBuilder builder = new TriggerBuilder(name, table);
        addLater(builder::build);
        return builder;
    }

    /** A trigger gets another name; triggers of one event fire in the order of their names. */
    public void renameTrigger(String name, String table, String to) {
        add(new RenameObject(ObjectName.of(ObjectKind.TRIGGER, name, table), to));
    }

    /** Drops a trigger of a table or view. */
    public DropBuilder dropTrigger(String name, String table) {
        return drop(ObjectName.of(ObjectKind.TRIGGER, name, table));
    }

    /**
     * A trigger on DDL; only superusers may create one.
     *
     * @param event {@code ddl_command_end}, {@code sql_drop} and so on
     * @param function the function that it calls, which returns {@code event_trigger}
     * @param tags the commands for which it fires; none for all
     */
    public void createEventTrigger(String name, String event, String function, String... tags) {
        add(new CreateEventTrigger(name, event, function, List.of(tags)));
    }

    /** Drops a trigger on DDL. */
    public DropBuilder dropEventTrigger(String name) {
        return drop(ObjectKind.EVENT_TRIGGER, name);
    }
}
