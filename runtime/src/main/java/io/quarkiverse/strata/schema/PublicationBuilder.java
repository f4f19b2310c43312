package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.strata.schema.CreatePublication.PublishedTable;

/** What a publication has. Each method changes this builder and returns it. */
public final class PublicationBuilder {

    private final String name;
    private boolean allTables;
    private final List<PublishedTable> tables = new ArrayList<>();
    private List<String> schemas = List.of();
    private List<CreateTrigger.Event> publish = List.of();
    private boolean viaRoot;

    PublicationBuilder(String name) {
        this.name = name;
    }

    /** All tables, later ones included. */
    public PublicationBuilder allTables() {
        allTables = true;
        return this;
    }

    /** A table, or some columns of it (PostgreSQL 15). */
    public PublicationBuilder table(String table, String... columns) {
        tables.add(new PublishedTable(table, List.of(columns), null));
        return this;
    }

    /** Only these rows of a table, SQL (PostgreSQL 15); the condition reads columns of the replica identity. */
    public PublicationBuilder tableWhere(String table, String sql, String... columns) {
        tables.add(new PublishedTable(table, List.of(columns), sql));
        return this;
    }

    /** All tables of these schemas, later ones included (PostgreSQL 15). */
    public PublicationBuilder schemas(String... schemas) {
        this.schemas = List.of(schemas);
        return this;
    }

    /** Only these changes. */
    public PublicationBuilder publish(CreateTrigger.Event... events) {
        publish = List.of(events);
        return this;
    }

    /** Changes of partitions are the partitioned table's. */
    public PublicationBuilder viaPartitionRoot() {
        viaRoot = true;
        return this;
    }

    CreatePublication build() {
        return new CreatePublication(name, allTables, tables, schemas, publish, viaRoot);
    }
}
