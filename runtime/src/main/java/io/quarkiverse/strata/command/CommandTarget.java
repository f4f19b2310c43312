package io.quarkiverse.strata.command;

import io.quarkiverse.strata.migration.Migrations;
import io.quarkiverse.strata.pool.DatabaseServer;

/**
 * A datasource that commands work on.
 *
 * @param name the datasource's name
 * @param migrations its migrations
 * @param server its server, null when the application builds its pool itself
 */
public record CommandTarget(String name, Migrations migrations, DatabaseServer server) {
}
