/**
 * Migrations: what an application's database goes through from version to version.
 * {@link io.quarkiverse.strata.migration.Migration} is written by users, or an SQL file in {@code db/migration};
 * {@link io.quarkiverse.strata.migration.Migrations} runs them. May import {@code schema}, {@code transaction} and above.
 *
 * <p>
 * Files: {@code db/migration/V12__create_users.sql} for the default datasource, {@code db/migration-reports/…} for the
 * datasource {@code reports}; {@code V12__create_users.down.sql} beside it is its reverse. Classes and files share their ids.
 * Lines in a file: {@code -- strata: depends=11,20261122.1} names migrations that run before it,
 * {@code -- strata: transactional=false} makes each statement a step of its own.
 *
 * <p>
 * The history table {@code strata_migrations} has a row for each migration that ran. Two migrations never run twice at the same
 * time: whoever holds the session lock shows it on the connection that changes the schema, together with the migration's row,
 * before its statements and again with its COMMIT.
 */
package io.quarkiverse.strata.migration;
