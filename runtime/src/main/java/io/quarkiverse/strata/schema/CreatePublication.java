package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A publication for logical replication is created.
 *
 * @param allTables of all tables
 * @param tables of these tables
 * @param schemas of all tables of these schemas (PostgreSQL 15)
 * @param publish which changes; empty for all
 * @param viaRoot changes of partitions are the partitioned table's
 */
public record CreatePublication(String name, boolean allTables, List<PublishedTable> tables, List<String> schemas,
        List<CreateTrigger.Event> publish, boolean viaRoot) implements SchemaChange {

    /**
     * A table of a publication.
     *
     * @param columns which columns (PostgreSQL 15); empty for all
     * @param where which rows, SQL (PostgreSQL 15), or null
     */
    public record PublishedTable(String table, List<String> columns, String where) implements Described {
        public PublishedTable {
            columns = List.copyOf(columns);
        }

        String sql() {
            return Names.qualified(table) + (columns.isEmpty() ? "" : " " + Names.columns(columns))
                    + (where == null ? "" : " WHERE (" + where + ")");
        }

        @Override
        public void describe(Canonical out) {
            out.value("table", table).texts("columns", columns).value("where", where);
        }
    }

    public CreatePublication {
        tables = List.copyOf(tables);
        schemas = List.copyOf(schemas);
        publish = List.copyOf(publish);
    }

    @Override
    public List<String> sql() {
        List<String> objects = new ArrayList<>();
        if (allTables) {
            objects.add("ALL TABLES");
        }
        for (int i = 0; i < tables.size(); i++) {
            objects.add((i == 0 ? "TABLE " : "") + tables.get(i).sql());
        }
        schemas.forEach(schema -> objects.add("TABLES IN SCHEMA " + Names.quote(schema)));
        List<String> parameters = new ArrayList<>();
        if (!publish.isEmpty()) {
            parameters.add(publish.stream().map(event -> event.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "publish = '", "'")));
        }
        if (viaRoot) {
            parameters.add("publish_via_partition_root = true");
        }
        return List.of("CREATE PUBLICATION " + Names.quote(name)
                + (objects.isEmpty() ? "" : " FOR " + String.join(", ", objects)) + Parameters.with(parameters));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(ObjectKind.PUBLICATION, name, this));
    }

    @Override
    public List<Requirement> requirements() {
        return Requirement.when(!schemas.isEmpty()
                || tables.stream().anyMatch(table -> !table.columns().isEmpty() || table.where() != null), 15,
                "a publication of schemas, columns or some rows");
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).flag("allTables", allTables).list("tables", tables).texts("schemas", schemas)
                .texts("publish", publish.stream().map(Enum::name).toList()).flag("viaRoot", viaRoot);
    }
}
