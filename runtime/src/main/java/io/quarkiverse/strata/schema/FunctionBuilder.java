package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.strata.schema.FunctionOptions.Parallel;
import io.quarkiverse.strata.schema.FunctionOptions.Volatility;

/** What a function or procedure is like. Each method changes this builder and returns it. */
public final class FunctionBuilder {

    private final ObjectKind kind;
    private final String name;
    private final List<Argument> arguments = new ArrayList<>();
    private final List<Attribute> columns = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private String returns;
    private String language = "sql";
    private String body;
    private boolean atomic;
    private Volatility volatility;
    private boolean strict;
    private boolean securityDefiner;
    private boolean leakproof;
    private Parallel parallel;
    private Number cost;
    private Number rows;
    private boolean orReplace;
    private List<SchemaChange> was = List.of();

    FunctionBuilder(ObjectKind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /** @param name null for none */
    public FunctionBuilder argument(String name, String type) {
        return argument(Argument.Mode.IN, name, type, null);
    }

    /**
     * @param name null for none
     * @param defaultSql the value where a call gives none, SQL, or null
     */
    public FunctionBuilder argument(String name, String type, String defaultSql) {
        return argument(Argument.Mode.IN, name, type, defaultSql);
    }

    /**
     * @param name null for none
     * @param defaultSql the value where a call gives none, SQL, or null
     */
    public FunctionBuilder argument(Argument.Mode mode, String name, String type, String defaultSql) {
        arguments.add(new Argument(mode, name, type, defaultSql));
        return this;
    }

    /** What it returns: {@code integer}, {@code SETOF customer}, {@code trigger}. */
    public FunctionBuilder returns(String type) {
        returns = Types.check(type);
        return this;
    }

    /** It returns a table; this is its next column. */
    public FunctionBuilder returnsColumn(String name, String type) {
        columns.add(new Attribute(name, type, null));
        return this;
    }

    /** The language and the text in it: {@code body("plpgsql", "BEGIN … END")}. */
    public FunctionBuilder body(String language, String text) {
        this.language = language;
        body = text;
        atomic = false;
        return this;
    }

    /** SQL statements, each with its semicolon, that PostgreSQL parses now, so that it knows what they depend on. */
    public FunctionBuilder atomic(String sql) {
        body("sql", sql);
        atomic = true;
        return this;
    }

    /** On what the result depends; {@code VOLATILE} when not called. */
    public FunctionBuilder volatility(Volatility volatility) {
        this.volatility = volatility;
        return this;
    }

    /** The result depends on the arguments alone, so that indexes and generated columns may use it. */
    public FunctionBuilder immutable() {
        return volatility(Volatility.IMMUTABLE);
    }

    /** Within a statement the same arguments give the same result, and nothing is changed. */
    public FunctionBuilder stable() {
        return volatility(Volatility.STABLE);
    }

    /** Null when an argument is null, without being called. */
    public FunctionBuilder strict() {
        strict = true;
        return this;
    }

    /** Runs with the rights of its owner. Set {@code search_path} too, or callers decide which tables it reads. */
    public FunctionBuilder securityDefiner() {
        securityDefiner = true;
        return this;
    }

    /** Tells nothing of its arguments; only superusers may say so. */
    public FunctionBuilder leakproof() {
        leakproof = true;
        return this;
    }

    /** Where it may run; {@code UNSAFE} when not called. */
    public FunctionBuilder parallel(Parallel parallel) {
        this.parallel = parallel;
        return this;
    }

    /** The planner's estimate, in units of {@code cpu_operator_cost}. */
    public FunctionBuilder cost(Number cost) {
        this.cost = cost;
        return this;
    }

    /** The planner's estimate of the rows that it returns. */
    public FunctionBuilder rows(Number rows) {
        this.rows = rows;
        return this;
    }

    /** A setting while it runs: {@code set("search_path", "app", "pg_temp")}. */
    public FunctionBuilder set(String setting, String... values) {
        settings.add(Parameters.name(setting) + " = " + Literals.texts(List.of(values)));
        return this;
    }

    /** One with the same arguments that is there gets this definition; {@code down} can't be derived. */
    public FunctionBuilder orReplace() {
        orReplace = true;
        return this;
    }

    /**
     * As {@link #orReplace()}, with what makes the former one. Where its arguments were others, by type, name or default,
     * {@code down} drops the new one first, with its grants and comments, which counts as a loss.
     */
    public FunctionBuilder orReplace(Consumer<Schema> was) {
        this.was = Schema.record(was).changes();
        return orReplace();
    }

    CreateFunction build() {
        if (body == null) {
            throw new IllegalArgumentException("STRATA-3104: " + kind.words() + " " + name
                    + " has no body: call body(\"plpgsql\", \"…\") or atomic(\"…\")");
        }
        return new CreateFunction(kind, name, arguments, returns, columns, language, body, atomic, new FunctionOptions(
                volatility, strict, securityDefiner, leakproof, parallel, cost, rows, settings), orReplace, was);
    }
}
