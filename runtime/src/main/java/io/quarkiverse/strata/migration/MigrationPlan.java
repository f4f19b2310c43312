package io.quarkiverse.strata.migration;

import java.util.List;

/**
 * What would run, in order.
 *
 * @param migrations never null
 */
public record MigrationPlan(List<Planned> migrations) {

    public MigrationPlan {
        migrations = List.copyOf(migrations);
    }

    /**
     * A migration that would run.
     *
     * @param transactional whether all of it runs in one transaction
     * @param sql its statements, in order
     */
    public record Planned(String id, String description, MigrationKind kind, boolean transactional, List<String> sql) {
        public Planned {
            sql = List.copyOf(sql);
        }
    }

    /** The plan as an SQL script for people to read. */
    public String toSql() {
        StringBuilder script = new StringBuilder();
        for (Planned migration : migrations) {
            script.append("-- ").append(migration.id()).append(' ').append(migration.description())
                    .append(migration.transactional() ? "" : " (in steps)").append('\n');
            migration.sql().forEach(sql -> script.append(sql).append(";\n"));
        }
        return script.toString();
    }
}
