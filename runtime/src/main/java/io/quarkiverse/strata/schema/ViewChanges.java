package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.Alteration.Action.SET_STATISTICS_TARGET;

import java.util.function.Consumer;

/** Changes of views, sequences and extended statistics. */
public abstract sealed class ViewChanges extends ProgramChanges permits AccessChanges {

    ViewChanges() {
    }

    /**
     * A view: {@code createView("long_films", "SELECT * FROM films WHERE length > 180").securityInvoker()}.
     *
     * @param query SQL
     */
    public ViewBuilder createView(String name, String query) {
        ViewBuilder builder = new ViewBuilder(name, query);
        addLater(builder::build);
        return builder;
    }

    /** Drops a view: {@code dropView("v").was(schema -> schema.createView("v", "SELECT …"))}. */
    public DropBuilder dropView(String name) {
        return drop(ObjectKind.VIEW, name);
    }

    /**
     * A materialized view, whose rows are those at its last refresh.
     *
     * @param query SQL
     */
    public MaterializedViewBuilder createMaterializedView(String name, String query) {
        MaterializedViewBuilder builder = new MaterializedViewBuilder(name, query);
        addLater(builder::build);
        return builder;
    }

    /** Computes the rows of a materialized view anew, while nobody can read it. */
    public void refreshMaterializedView(String name) {
        add(new RefreshMaterializedView(name, false));
    }

    /** Computes the rows of a materialized view anew, while it is read; it needs a unique index. */
    public void refreshMaterializedViewConcurrently(String name) {
        add(new RefreshMaterializedView(name, true));
    }

    /** Drops a materialized view and its indexes, which {@code down} has to make again. */
    public DropBuilder dropMaterializedView(String name) {
        return drop(ObjectKind.MATERIALIZED_VIEW, name);
    }

    /** A sequence: {@code createSequence("invoice_number", sequence -> sequence.startWith(1000))}. */
    public void createSequence(String name, Consumer<SequenceBuilder> definition) {
        SequenceBuilder builder = new SequenceBuilder();
        definition.accept(builder);
        add(builder.build(name));
    }

    /** What changes about a sequence. */
    public void alterSequence(String name, Consumer<SequenceAlterations> definition) {
        definition.accept(new SequenceAlterations(this, name));
    }

    /** Drops a sequence; how far it had counted isn't brought back. */
    public DropBuilder dropSequence(String name) {
        return drop(ObjectKind.SEQUENCE, name);
    }

    /** What the planner shall know of several columns together: {@code createStatistics("s", "t").columns("a", "b")}. */
    public StatisticsBuilder createStatistics(String name, String table) {
        StatisticsBuilder builder = new StatisticsBuilder(name, table);
        addLater(builder::build);
        return builder;
    }

    /** How closely {@code ANALYZE} looks for extended statistics; what it {@code was}: null for the usual. */
    public AlterationBuilder<Integer> setStatisticsTarget(String name, int target) {
        return alteration(ObjectKind.STATISTICS, name, Alteration.of(SET_STATISTICS_TARGET, "" + target),
                was -> Alteration.of(SET_STATISTICS_TARGET, was == null ? "-1" : was.toString()));
    }

    /** Drops extended statistics. */
    public DropBuilder dropStatistics(String name) {
        return drop(ObjectKind.STATISTICS, name);
    }
}
