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
 * @param statements all of them, in order
 * @param parts the same, cut into what runs together; their places in the list
 * @param losses what isn't brought back, for people
 * @param requirements the clauses that not every server has, as far as the schema builder wrote them
 */
record MigrationSteps(boolean transactional, List<SqlStatement> statements, List<Part> parts, List<String> losses,
        List<Requirement> requirements) {

    private static final String DIRECTIVE = "-- strata: transactional=false";

    MigrationSteps {
        statements = List.copyOf(statements);
        parts = List.copyOf(parts);
        losses = List.copyOf(losses);
        requirements = List.copyOf(requirements);
    }

    /**
     * Statements that run in one transaction, or one statement outside any.
     *
     * @param from the first one's place, from 0
     * @param to behind the last one
     */
    record Part(int from, int to, boolean transactional) {
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
        return cut(statements, transactional, schema.losses(), requirements);
    }

    /**
     * @param source the file for messages
     */
    static MigrationSteps of(String source, String script) {
        return cut(SqlScript.split(source, script), script.lines().map(String::strip).noneMatch(DIRECTIVE::equals),
                List.of(), List.of());
    }

    /** What can't run in a transaction stands alone; what is between goes together, unless the author wants all alone. */
    private static MigrationSteps cut(List<SqlStatement> statements, boolean transactional, List<String> losses,
            List<Requirement> requirements) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < statements.size(); i++) {
            SqlStatement statement = statements.get(i);
            boolean inside = transactional ? statement.transactional() : statement.transactionalBeyondDoubt();
            boolean goesOn = transactional && inside && i + 1 < statements.size() && statements.get(i + 1).transactional();
            if (!goesOn) {
                parts.add(new Part(from, i + 1, inside));
                from = i + 1;
            }
        }
        boolean whole = transactional && (parts.isEmpty() || parts.size() == 1 && parts.get(0).transactional());
        return new MigrationSteps(whole, statements, parts, losses, requirements);
    }
}
