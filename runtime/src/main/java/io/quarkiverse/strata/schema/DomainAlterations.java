package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.Alteration.Action.*;

/** What can be altered about a domain. */
public final class DomainAlterations extends Alterations {

    DomainAlterations(Changes changes, String name) {
        super(changes, ObjectKind.DOMAIN, name);
    }

    /** A further condition on {@code VALUE}, SQL, which all values in tables meet. */
    public void addCheck(String constraint, String sql) {
        alter(new Alteration(ADD_CHECK, constraint, "(" + sql + ")"), new Alteration(DROP_CONSTRAINT, constraint, null));
    }

    /** A further condition on {@code VALUE}, SQL, that is checked for new values until it is validated. */
    public void addCheckNotValid(String constraint, String sql) {
        alter(new Alteration(ADD_CHECK, constraint, "(" + sql + ") NOT VALID"),
                new Alteration(DROP_CONSTRAINT, constraint, null));
    }

    /** Checks the values that are in tables. Undoing leaves it valid. */
    public void validateConstraint(String constraint) {
        alter(new Alteration(VALIDATE_CONSTRAINT, constraint, null), (Alteration) null);
    }

    /** Drops a condition; what it {@code was}: the condition, SQL. */
    public AlterationBuilder<String> dropConstraint(String constraint) {
        return alter(new Alteration(DROP_CONSTRAINT, constraint, null),
                was -> new Alteration(ADD_CHECK, constraint, "(" + was + ")"));
    }

    /** A condition gets another name. */
    public void renameConstraint(String constraint, String to) {
        alter(new Alteration(RENAME_CONSTRAINT, constraint, Names.quote(to)),
                new Alteration(RENAME_CONSTRAINT, to, Names.quote(constraint)));
    }

    /** The default of columns of this domain, as in {@link ColumnBuilder#defaultValue}; what it {@code was}: null for none. */
    public AlterationBuilder<Object> setDefault(Object value) {
        return alter(Alteration.of(SET_DEFAULT, Literals.value(value)), DomainAlterations::former);
    }

    /** No default; what it {@code was} isn't null. */
    public AlterationBuilder<Object> dropDefault() {
        return alter(Alteration.of(DROP_DEFAULT), DomainAlterations::former);
    }

    private static Alteration former(Object was) {
        return was == null ? Alteration.of(DROP_DEFAULT) : Alteration.of(SET_DEFAULT, Literals.value(was));
    }

    /** Never null; all values in tables are checked. */
    public void setNotNull() {
        alter(Alteration.of(SET_NOT_NULL), Alteration.of(DROP_NOT_NULL));
    }

    /** Null is allowed. */
    public void dropNotNull() {
        alter(Alteration.of(DROP_NOT_NULL), Alteration.of(SET_NOT_NULL));
    }
}
