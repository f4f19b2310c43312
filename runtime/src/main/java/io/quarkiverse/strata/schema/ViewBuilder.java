package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a view is like. Each method changes this builder and returns it. */
public final class ViewBuilder {

    private final String name;
    private final String query;
    private List<String> columns = List.of();
    private boolean orReplace;
    private boolean temporary;
    private boolean recursive;
    private final List<String> parameters = new ArrayList<>();
    private CreateView.CheckOption checkOption;
    private List<SchemaChange> was = List.of();

    ViewBuilder(String name, String query) {
        this.name = name;
        this.query = query;
    }

    /** The names of its columns, where they aren't those of the query. */
    public ViewBuilder columns(String... names) {
        columns = List.of(names);
        return this;
    }

    /**
     * A view of that name gets this definition, which may add columns at the end and change no other; {@code down} can't be
     * derived.
     */
    public ViewBuilder orReplace() {
        orReplace = true;
        return this;
    }

    /**
     * As {@link #orReplace()}, with what makes the former view. {@code down} drops the new one first, with its grants, comments
     * and triggers, which counts as a loss.
     */
    public ViewBuilder orReplace(Consumer<Schema> was) {
        this.was = Schema.record(was).changes();
        return orReplace();
    }

    /** Until the session of the migration ends. */
    public ViewBuilder temporary() {
        temporary = true;
        return this;
    }

    /** The query may read the view; it must name its {@link #columns}. */
    public ViewBuilder recursive() {
        recursive = true;
        return this;
    }

    /** Conditions of queries that could show hidden rows are evaluated after the view's. */
    public ViewBuilder securityBarrier() {
        return with("security_barrier", true);
    }

    /** Tables are read with the rights and policies of whoever reads the view (PostgreSQL 15). */
    public ViewBuilder securityInvoker() {
        return with("security_invoker", true);
    }

    /** Rows written through the view must be in it. */
    public ViewBuilder checkOption(CreateView.CheckOption option) {
        checkOption = option;
        return this;
    }

    /** A parameter. */
    public ViewBuilder with(String parameter, Object value) {
        parameters.add(Parameters.of(parameter, value));
        return this;
    }

    CreateView build() {
        return new CreateView(name, query, columns, orReplace, temporary, recursive, parameters, checkOption, was);
    }
}
