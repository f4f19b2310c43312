package io.quarkiverse.strata.sql;

import java.util.Arrays;
import java.util.List;

/**
 * A table, view or common table expression by name.
 *
 * @param path schema and name, or the name alone
 * @param alias null for none
 * @param rowType the record whose columns it has, null when unknown
 * @param isOnly without the tables that inherit from it
 * @param columns names for its first columns, empty for their own
 * @param sample which part of its rows is looked at, null for all
 */
public record Table(List<String> path, String alias, Class<?> rowType, boolean isOnly, List<String> columns, TableSample sample)
        implements
            FromItem {

    public Table(List<String> path, String alias, Class<?> rowType) {
        this(path, alias, rowType, false, List.of(), null);
    }

    static Table of(String name) {
        return new Table(Identifiers.table(name), null, null);
    }

    static Table of(Class<?> type) {
        TableDescriptor<?> descriptor = Descriptors.of(type);
        if (descriptor.table() == null) {
            throw Misuse.of(1111,
                    type.getName() + " is a projection, which stands for no table. Name the table: from(\"name\").");
        }
        String table = Identifiers.check(descriptor.table(), "@Table");
        return new Table(descriptor.schema() == null ? List.of(table)
                : List.of(Identifiers.check(descriptor.schema(), "@Table"), table), null, type);
    }

    /** The same table under another name. */
    public Table as(String name) {
        return new Table(path, Identifiers.check(name, "as"), rowType, isOnly, List.of(), sample);
    }

    /** The same table under another name, its first columns under other names too, for queries alone. */
    public Table as(String name, String firstColumn, String... moreColumns) {
        return new Table(path, Identifiers.check(name, "as"), null, isOnly,
                NamedColumns.bare("as", firstColumn, moreColumns), sample);
    }

    /** {@code ONLY}: without the rows of tables that inherit from it, which otherwise are among its own. */
    public Table only() {
        return new Table(path, alias, rowType, true, columns, sample);
    }

    /**
     * {@code TABLESAMPLE method (arguments)}: a part of its rows, for queries alone. {@code tablesample("bernoulli", 10)} looks
     * at each row with a chance of 10 percent, {@code "system"} at whole pages; extensions have further methods.
     */
    public Table tablesample(String method, Object... arguments) {
        return new Table(path, alias, rowType, isOnly, columns, new TableSample(Identifiers.function(method),
                Arrays.stream(arguments).map(Bound::argument).toList(), null));
    }

    /** {@code REPEATABLE (seed)}: the same sample as long as the table doesn't change. */
    public Table repeatable(double seed) {
        if (sample == null) {
            throw Misuse.of(1111, "repeatable(…) belongs to a sample: call tablesample(…) before it.");
        }
        return new Table(path, alias, rowType, isOnly, columns,
                new TableSample(sample.method(), sample.arguments(), Bound.value(seed)));
    }

    @Override
    public String name() {
        return alias == null ? path.get(path.size() - 1) : alias;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(isOnly ? "ONLY " : "");
        Identifiers.write(writer, path);
        if (alias != null) {
            writer.sql(" AS ").identifier(alias);
        }
        if (!columns.isEmpty()) {
            writer.sql(" (");
            Lists.names(writer, columns);
            writer.sql(")");
        }
        if (sample != null) {
            writer.node(sample);
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
