package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An exclusion constraint. Each method changes this builder and returns it. */
public final class ExcludeBuilder implements ConstraintBuilder {

    private static final Pattern OPERATOR = Pattern.compile("[-+*/<>=~!@#%^&|`?]+");

    private final String method;
    private final List<String> columns = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private String where;
    private String name;
    private ConstraintOptions options = ConstraintOptions.NONE;

    ExcludeBuilder(String method) {
        this.method = method;
    }

    /** A column and the operator by which two rows must not both be true, such as {@code =} or {@code &&}. */
    public ExcludeBuilder with(String column, String operator) {
        columns.add(column);
        parts.add(Names.quote(column) + " WITH " + operator(operator));
        return this;
    }

    /** An SQL expression and its operator; such a constraint needs a {@link #name}. */
    public ExcludeBuilder withExpression(String sql, String operator) {
        columns.add(null);
        parts.add("(" + sql + ") WITH " + operator(operator));
        return this;
    }

    /** Only among rows that meet this condition, SQL. */
    public ExcludeBuilder where(String sql) {
        where = sql;
        return this;
    }

    /** A transaction may put the check off with {@code SET CONSTRAINTS}. */
    public ExcludeBuilder deferrable() {
        options = options.with(Deferrable.INITIALLY_IMMEDIATE);
        return this;
    }

    /** Checked when the transaction commits. */
    public ExcludeBuilder deferred() {
        options = options.with(Deferrable.INITIALLY_DEFERRED);
        return this;
    }

    /** The constraint's name; otherwise PostgreSQL's own, {@code booking_room_during_excl}. */
    public ExcludeBuilder name(String name) {
        this.name = name;
        return this;
    }

    private static String operator(String operator) {
        if (!OPERATOR.matcher(operator).matches()) {
            throw new IllegalArgumentException("STRATA-3104: " + operator + " isn't an operator: write =, && or the like");
        }
        return operator;
    }

    @Override
    public Constraint build() {
        if (parts.isEmpty() || name == null && columns.contains(null)) {
            throw new IllegalArgumentException("STRATA-3104: an exclusion constraint lacks "
                    + (parts.isEmpty() ? "a column: call with(\"column\", \"=\")"
                            : "a name, for it has an expression: "
                                    + "call name(\"…\")"));
        }
        return new Constraint.ExcludeColumns(name, method, columns, parts, where, options);
    }
}
