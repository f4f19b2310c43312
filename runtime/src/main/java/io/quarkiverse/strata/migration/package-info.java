/**
 * Migrations: what an application's database goes through from version to version.
 * {@link io.quarkiverse.strata.migration.Migration} is written by users, or an SQL file in {@code db/migration};
 * {@link io.quarkiverse.strata.migration.Migrations} runs them. May import {@code schema}, {@code transaction} and above.
 *
 * <p>
 * Files: {@code db/migration/V12__create_users.sql} for the default datasource, {@code db/migration-reports/…} for the
 * datasource {@code reports}; {@code V12__create_users.down.sql} beside it is its reverse. Classes and files share their ids.
 */
package io.quarkiverse.strata.migration;
