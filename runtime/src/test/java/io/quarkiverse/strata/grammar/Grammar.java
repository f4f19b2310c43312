package io.quarkiverse.strata.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.strata.sql.Requirement;

/** What the builder writes for the rows of the checklist, by group and name. */
final class Grammar {

    private static final Map<String, Written> WRITTEN = new HashMap<>();

    /** Rows whose statement older servers understand, each with the first of them. */
    private static final Map<String, Integer> UNDERSTOOD = Map.of(
            // numbers are parameters
            "SELECT: numeric literals 1_000, 0xFF", 14,
            // a view's name looks like a table's: the servers before 17 say so themselves
            "MERGE: into a view", 15);

    /** Rows that an older server refuses by itself, since the statement doesn't show what they are about. */
    static final Set<String> REFUSED_BY_SERVERS = Set.of("MERGE: into a view");

    static {
        add("SELECT", SelectClauses.ALL);
        add("SELECT", FromClauses.ALL);
        add("SELECT", ExpressionClauses.ALL);
        add("INSERT", WriteClauses.INSERT);
        add("UPDATE", WriteClauses.UPDATE);
        add("DELETE", WriteClauses.DELETE);
        add("TRUNCATE", WriteClauses.TRUNCATE);
        add("TX", WriteClauses.TX);
        add("MERGE", MergeClauses.ALL);
    }

    private Grammar() {
    }

    private static void add(String group, Map<String, Written> clauses) {
        clauses.forEach((name, written) -> WRITTEN.put(group + ": " + name, written));
    }

    static Set<String> names() {
        return WRITTEN.keySet();
    }

    static Written written(Clause clause) {
        return WRITTEN.get(clause.toString());
    }

    /** Asserts that both give the same, do the same and are planned in the same way. */
    static void assertSame(GrammarServer server, Clause clause) {
        Written written = written(clause);
        GrammarServer.Result expected = server.run(clause, written);
        GrammarServer.Result actual = server.runWritten(clause, written);
        assertThat(actual.plan()).as("plan").isEqualTo(expected.plan());
        assertThat(actual.rows()).as("rows").isEqualTo(expected.rows());
        assertThat(actual.state()).as("tables and locks behind it").isEqualTo(expected.state());
        assertThat(actual.rowLocks()).as("row locks").isEqualTo(expected.rowLocks());
        GrammarServer.Result generic = server.runGeneric(clause, written);
        assertThat(generic.rows()).as("rows by a generic plan").containsExactlyInAnyOrderElementsOf(expected.rows());
        assertThat(generic.state()).as("tables and locks behind a generic plan").isEqualTo(expected.state());
    }

    /** The version that it should ask for. */
    static int needed(Clause clause) {
        return UNDERSTOOD.getOrDefault(clause.toString(), clause.version());
    }

    /** The version that the statement asks for, 14 where it asks for none. */
    static int demanded(Clause clause) {
        Requirement requirement = written(clause).statement().requirement();
        return requirement == null ? 14 : requirement.version();
    }
}
