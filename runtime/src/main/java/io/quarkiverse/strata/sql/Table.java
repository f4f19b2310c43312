package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * A table, view or common table expression by name.
 *
 * @param path schema and name, or the name alone
 * @param alias null for none
 * @param rowType the record whose columns it has, null when unknown
 */
public record Table(List<String> path, String alias, Class<?> rowType) implements FromItem {

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
        return new Table(path, Identifiers.check(name, "as"), rowType);
    }

    @Override
    public String name() {
        return alias == null ? path.get(path.size() - 1) : alias;
    }

    void writePath(SqlWriter writer) {
        for (int i = 0; i < path.size(); i++) {
            writer.sql(i == 0 ? "" : ".").identifier(path.get(i));
        }
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writePath(writer);
        if (alias != null) {
            writer.sql(" AS ").identifier(alias);
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
