package io.quarkiverse.strata.migration;

import java.util.List;

/**
 * What belongs to the application in its schema: all that {@link Migrations#dropAll} drops.
 *
 * @param database the database's name
 * @param schema the schema
 * @param environment what the database is marked as, null when it isn't
 * @param tables its tables with their rows
 * @param objects how many tables, views, sequences, types, functions there are in all
 */
public record SchemaContents(String database, String schema, String environment, List<TableRows> tables, int objects) {

    public SchemaContents {
        tables = List.copyOf(tables);
    }
}
