package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;

/** A MERGE. */
record MergeNode(Ctes ctes, Table table, From source, List<Condition> on, List<When> clauses, ReturningClause returning)
        implements
            Node {

    static final String BY_SOURCE = "NOT MATCHED BY SOURCE";

    /** One WHEN. @param match MATCHED, NOT MATCHED, NOT MATCHED BY SOURCE */
    record When(String match, List<Condition> and, MergeAction action) {
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        scoped.requires("MERGE", 15);
        scoped.touching().changesOrLocks();
        scoped.touching().writes(table.path(), Touches.Action.ANY);
        if (!scoped.lenient()) {
            check();
        }
        ctes.write(writer);
        List<Scope.Source> sources = new ArrayList<>(List.of(From.source(table)));
        sources.addAll(source.sources());
        scoped.within(Scope.of(scoped.scope(), sources), () -> {
            scoped.inside(() -> {
                writer.sql("MERGE INTO ").node(table).sql(" USING ");
                source.write(writer);
                writer.sql(" ON ").node(Junction.of("AND", on));
                clauses.forEach(when -> write(when, scoped));
            });
            if (returning != null) {
                scoped.requires("RETURNING of MERGE", 17);
                Modifying.writeReturning(returning, scoped);
            }
        });
    }

    private static void write(When when, ScopedWriter writer) {
        if (when.match.equals(BY_SOURCE)) {
            writer.requires("WHEN NOT MATCHED BY SOURCE", 17);
        }
        writer.sql(" WHEN ").sql(when.match);
        if (!when.and.isEmpty()) {
            writer.sql(" AND ");
            Precedence.AND.write(writer, Junction.of("AND", when.and));
        }
        writer.sql(" THEN ").node(when.action);
    }

    private void check() {
        if (source.isEmpty() || on.isEmpty()) {
            throw Misuse.of(1111, "the merge into " + table.name() + " has no source. Add using(…) and on(…).");
        }
        if (clauses.isEmpty()) {
            throw Misuse.of(1111, "the merge into " + table.name() + " does nothing. Add whenMatched(…) or "
                    + "whenNotMatched(…) with what to do.");
        }
    }
}
