/**
 * The command line {@code db status|migrate|rollback|plan|seed|fresh|create|mark} over the services of migrations and seeding.
 * {@link io.quarkiverse.strata.command.DatabaseCommands} runs one command line and gives its
 * {@link io.quarkiverse.strata.command.ExitCode}; who calls it (the packaged application, the dev-mode console, a
 * {@code QuarkusApplication} of one's own) decides where it writes and whom it asks. May import all but {@code runtime}.
 */
package io.quarkiverse.strata.command;
