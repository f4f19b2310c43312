package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A function or procedure is created.
 *
 * @param kind {@code FUNCTION} or {@code PROCEDURE}
 * @param returns what it returns, SQL, or null where the arguments tell
 * @param columns the columns of the table that it returns
 * @param language {@code sql}, {@code plpgsql}
 * @param body its text in that language
 * @param atomic the body is SQL statements that PostgreSQL parses now ({@code BEGIN ATOMIC})
 * @param orReplace one that is there gets this definition
 * @param was how the replaced one was made; empty when that isn't known
 */
public record CreateFunction(ObjectKind kind, String name, List<Argument> arguments, String returns, List<Attribute> columns,
        String language, String body, boolean atomic, FunctionOptions options, boolean orReplace,
        List<SchemaChange> was) implements SchemaChange {

    public CreateFunction {
        arguments = List.copyOf(arguments);
        columns = List.copyOf(columns);
        was = List.copyOf(was);
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE " + (orReplace ? "OR REPLACE " : "") + kind.sql() + " " + Names.qualified(name)
                + arguments.stream().map(Argument::sql).collect(Collectors.joining(", ", "(", ")")) + result()
                + " LANGUAGE " + Names.quote(language) + options.sql()
                + (atomic ? " BEGIN ATOMIC " + body + " END" : " AS " + dollarQuoted()));
    }

    private String result() {
        if (!columns.isEmpty()) {
            return columns.stream().map(Attribute::sql).collect(Collectors.joining(", ", " RETURNS TABLE (", ")"));
        }
        return returns == null ? "" : " RETURNS " + Types.check(returns);
    }

    private String dollarQuoted() {
        String quote = "$body$";
        for (int i = 1; body.contains(quote.substring(0, quote.length() - 1)); i++) {
            quote = "$body" + i + "$";
        }
        return quote + body + quote;
    }

    @Override
    public Reverse reverse() {
        DropObject drop = DropObject.of(signature(), this);
        if (!orReplace) {
            return Reverse.by(drop);
        }
        List<SchemaChange> former = was.stream().map(this::again).toList();
        boolean otherArguments = was.stream().anyMatch(
                change -> change instanceof CreateFunction function && same(function)
                        && !function.arguments().equals(arguments));
        return otherArguments ? Reverse.replaced(drop, former) : Reverse.replaced(former);
    }

    private boolean same(CreateFunction other) {
        return other.kind() == kind && other.name().equals(name);
    }

    private SchemaChange again(SchemaChange change) {
        return change instanceof CreateFunction function && same(function)
                ? new CreateFunction(kind, name, function.arguments(), function.returns(), function.columns(),
                        function.language(), function.body(), function.atomic(), function.options(), true, function.was())
                : change;
    }

    private ObjectName signature() {
        return new ObjectName(kind, name, null, arguments.stream().filter(Argument::isInput).map(Argument::type).toList());
    }

    @Override
    public void describe(Canonical out) {
        out.value("kind", kind).value("name", name).list("arguments", arguments).value("returns", returns)
                .list("columns", columns).value("language", language).value("body", body).flag("atomic", atomic);
        options.describe(out);
        out.flag("orReplace", orReplace).list("was", was);
    }
}
