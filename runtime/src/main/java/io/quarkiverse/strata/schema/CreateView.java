package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A view is created.
 *
 * @param query SQL
 * @param columns the names of its columns; empty for those of the query
 * @param orReplace one that is there gets this definition
 * @param temporary until the session ends
 * @param recursive the query may read the view
 * @param parameters {@code security_barrier} and the like
 * @param checkOption which rows written through the view must be in it, or null for any
 * @param was how the replaced one was made; empty when that isn't known
 */
public record CreateView(String name, String query, List<String> columns, boolean orReplace, boolean temporary,
        boolean recursive, List<String> parameters, CheckOption checkOption, List<SchemaChange> was) implements SchemaChange {

    /** Which conditions rows written through a view must meet. */
    public enum CheckOption {
        /** Those of this view alone. */
        LOCAL,
        /** Those of this view and of the views below it. */
        CASCADED
    }

    public CreateView {
        columns = List.copyOf(columns);
        parameters = List.copyOf(parameters);
        was = List.copyOf(was);
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE " + (orReplace ? "OR REPLACE " : "") + (temporary ? "TEMPORARY " : "")
                + (recursive ? "RECURSIVE " : "") + "VIEW " + Names.qualified(name)
                + (columns.isEmpty() ? "" : " " + Names.columns(columns)) + Parameters.with(parameters) + " AS " + query
                + (checkOption == null ? "" : "\nWITH " + checkOption + " CHECK OPTION"));
    }

    @Override
    public Reverse reverse() {
        if (temporary) {
            return Reverse.nothing();
        }
        return orReplace ? Reverse.replaced(DropObject.of(ObjectKind.VIEW, name, this), was.stream().map(this::anew).toList())
                : Reverse.by(DropObject.of(ObjectKind.VIEW, name, this));
    }

    private SchemaChange anew(SchemaChange change) {
        return change instanceof CreateView view && view.name().equals(name)
                ? new CreateView(name, view.query(), view.columns(), false, view.temporary(), view.recursive(),
                        view.parameters(), view.checkOption(), view.was())
                : change;
    }

    @Override
    public List<Requirement> requirements() {
        return Requirement.when(parameters.stream().anyMatch(parameter -> parameter.startsWith("security_invoker=")), 15,
                "security_invoker");
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("query", query).texts("columns", columns).flag("orReplace", orReplace)
                .flag("temporary", temporary).flag("recursive", recursive).texts("parameters", parameters)
                .value("checkOption", checkOption).list("was", was);
    }
}
