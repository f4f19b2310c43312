/**
 * The mark by which a database says what it is, so that nobody empties the production database by mistake, whatever the
 * application that asks believes. {@link io.quarkiverse.strata.guard.EnvironmentMark} is read by migrations, seeding and the
 * command line before they destroy anything. May import {@code schema} and above, root and {@code sql}.
 *
 * <p>
 * The mark is the comment on the table {@code strata_environment}: every role may read a comment, whatever its rights to the
 * table, a dump carries it along, and a migrator that owns its schema may write it. ({@code ALTER DATABASE … SET} of a name of
 * our own is for superusers only, and a comment on the database for its owner.) The table's rows tell who marked it when.
 */
package io.quarkiverse.strata.guard;
