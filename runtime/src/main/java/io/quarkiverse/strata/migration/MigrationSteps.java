package io.quarkiverse.strata.migration;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.strata.schema.RawSql;
import io.quarkiverse.strata.schema.Requirement;
import io.quarkiverse.strata.schema.Schema;
import io.quarkiverse.strata.schema.SchemaChange;

/**
 * The statements of one direction of a migration.
 *
 * @param transactional whether they run in one transaction
 * @param losses what isn't brought back, for people
 * @param requirements the clauses that not every server has, as far as the schema builder wrote them
 */
record MigrationSteps(boolean transactional, List<SqlStatement> statements, List<String> losses,
        List<Requirement> requirements) {

    private static final String DIRECTIVE = "-- strata: transactional=false";

    MigrationSteps {
        statements = List.copyOf(statements);
        losses = List.copyOf(losses);
        requirements = List.copyOf(requirements);
    }

    /**
     * @param source the class for messages
     * @param transactional what the author says
     */
    static MigrationSteps of(String source, Schema schema, boolean transactional) {
        List<SqlStatement> statements = new ArrayList<>();
        for (SchemaChange change : schema.changes()) {
            for (String sql : change.sql()) {
                List<SqlStatement> split = SqlScript.split(source, sql);
                if (!(change instanceof RawSql) && split.size() != 1) {
                    throw new IllegalArgumentException("STRATA-3212: " + source + ": an SQL expression holds a semicolon"
                            + " outside quotes: " + sql);
                }
                statements.addAll(split);
            }
        }
        List<Requirement> requirements = schema.changes().stream().flatMap(change -> change.requirements().stream()).toList();
        return checked(source, statements, transactional, schema.losses(), requirements, "return false from transactional()");
    }

    /**
     * @param source the file for messages
     */
    static MigrationSteps of(String source, String script) {
        return checked(source, SqlScript.split(source, script),
                script.lines().map(String::strip).noneMatch(DIRECTIVE::equals), List.of(), List.of(),
                "begin the file with " + DIRECTIVE);
    }

    private static MigrationSteps checked(String source, List<SqlStatement> statements, boolean transactional,
            List<String> losses, List<Requirement> requirements, String cure) {
        List<SqlStatement> outside = statements.stream().filter(statement -> !statement.transactional()).toList();
        if (transactional && !outside.isEmpty() && outside.size() < statements.size()) {
            throw new IllegalArgumentException("STRATA-3211: " + source + ": " + outside.get(0).text()
                    + " can't run in a transaction, other statements of this migration can: put it into a migration of its own,"
                    + " or " + cure + ", then each statement runs alone and what ran before a failure stays");
        }
        return new MigrationSteps(transactional && outside.isEmpty(), statements, losses, requirements);
    }
}
