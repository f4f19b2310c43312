package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.Deferrable.INITIALLY_DEFERRED;
import static io.quarkiverse.strata.schema.Deferrable.INITIALLY_IMMEDIATE;

import java.util.List;

/**
 * What constraints of several kinds may say.
 *
 * @param deferrable when it is checked, or null for at each statement's end
 * @param notValid rows that are there aren't checked
 * @param noInherit tables that inherit don't have it
 * @param notEnforced never checked, only told to the planner and to people (PostgreSQL 18)
 */
public record ConstraintOptions(Deferrable deferrable, boolean notValid, boolean noInherit,
        boolean notEnforced) implements Described {

    static final ConstraintOptions NONE = new ConstraintOptions(null, false, false, false);

    ConstraintOptions with(Deferrable deferrable) {
        return new ConstraintOptions(deferrable, notValid, noInherit, notEnforced);
    }

    ConstraintOptions withNotValid() {
        return new ConstraintOptions(deferrable, true, noInherit, notEnforced);
    }

    ConstraintOptions withNoInherit() {
        return new ConstraintOptions(deferrable, notValid, true, notEnforced);
    }

    ConstraintOptions withNotEnforced() {
        return new ConstraintOptions(deferrable, notValid, noInherit, true);
    }

    /** What stands behind the constraint, with a blank before it, or nothing. */
    String sql() {
        return (noInherit ? " NO INHERIT" : "") + (deferrable == null ? "" : " " + deferrable.sql())
                + (notEnforced ? " NOT ENFORCED" : "") + (notValid ? " NOT VALID" : "");
    }

    List<Requirement> requirements() {
        return Requirement.when(notEnforced, 18, "NOT ENFORCED");
    }

    @Override
    public void describe(Canonical out) {
        out.flag("deferred", deferrable == INITIALLY_DEFERRED).flag("deferrable", deferrable == INITIALLY_IMMEDIATE)
                .flag("notValid", notValid).flag("noInherit", noInherit).flag("notEnforced", notEnforced);
    }
}
