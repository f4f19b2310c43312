package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A constraint is added to a table. The statement names it even where the author did not (by PostgreSQL's own rule), for
 * PostgreSQL evades a name that is taken, and then the reverse would drop the other constraint.
 */
public record AddConstraint(String table, Constraint constraint) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("ALTER TABLE " + Names.qualified(table) + " ADD CONSTRAINT " + Names.quote(name()) + " "
                + constraint.definition());
    }

    private String name() {
        return constraint.nameOn(table);
    }

    @Override
    public Reverse reverse() {
        if (constraint instanceof Constraint.UsingIndex) {
            return Reverse.none("the index goes with the constraint", "override down()");
        }
        return Reverse.by(new DropConstraint(table, name(), constraint));
    }

    @Override
    public List<Hazard> hazards() {
        ConstraintOptions options = constraint.options();
        if (constraint instanceof Constraint.UsingIndex || options.notValid() || options.notEnforced()) {
            return List.of();
        }
        boolean scans = constraint instanceof Constraint.Check || constraint instanceof Constraint.ForeignKey
                || constraint instanceof Constraint.NotNull;
        return List.of(scans
                ? Hazard.of(Hazard.Kind.SCANS_TABLE, table, "notValid(), then validateConstraint in a later migration")
                : Hazard.of(Hazard.Kind.BLOCKS_WRITES, table,
                        "createIndex(…).unique().concurrently(), then uniqueUsingIndex in a later migration"));
    }

    @Override
    public List<Requirement> requirements() {
        return constraint.requirements();
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).list("constraint", List.of(constraint));
    }
}
