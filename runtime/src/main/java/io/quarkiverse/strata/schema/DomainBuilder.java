package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/** A domain. Each method changes this builder and returns it. */
public final class DomainBuilder {

    private final String name;
    private final String type;
    private String check;
    private String collation;
    private ColumnDefault defaultValue;
    private boolean notNull;
    private final List<Constraint> checks = new ArrayList<>();

    DomainBuilder(String name, String type) {
        this.name = name;
        this.type = type;
        Types.check(type);
    }

    /** The condition on {@code VALUE}, SQL; PostgreSQL names it. */
    public DomainBuilder check(String sql) {
        check = sql;
        return this;
    }

    /** A further condition on {@code VALUE}, SQL. */
    public DomainBuilder check(String constraint, String sql) {
        checks.add(new Constraint.Check(constraint, null, sql, ConstraintOptions.NONE));
        return this;
    }

    /** Never null. PostgreSQL's manual advises to say so of columns instead. */
    public DomainBuilder notNull() {
        notNull = true;
        return this;
    }

    /** The default of columns of this domain, as in {@link ColumnBuilder#defaultValue}. */
    public DomainBuilder defaultValue(Object value) {
        defaultValue = Literals.literal(value);
        return this;
    }

    /** The default of columns of this domain, an SQL expression. */
    public DomainBuilder defaultExpression(String sql) {
        defaultValue = new ColumnDefault(ColumnDefault.Kind.EXPRESSION, sql);
        return this;
    }

    /** The collation. */
    public DomainBuilder collation(String collation) {
        this.collation = collation;
        return this;
    }

    CreateDomain build() {
        return new CreateDomain(name, type, check, collation, defaultValue, notNull, checks);
    }
}
