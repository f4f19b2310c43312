package io.quarkiverse.strata.insight;

import java.util.function.Supplier;

import io.quarkiverse.strata.sql.Statement;

/** Which statements have been slow. */
final class SlowTexts {

    private final StatementEntries entries;
    private volatile boolean any;

    SlowTexts(StatementEntries entries) {
        this.entries = entries;
    }

    void add(StatementEntry entry) {
        entry.markSlow();
        any = true;
    }

    boolean contain(Supplier<? extends Statement> statement) {
        if (!any) {
            return false;
        }
        try {
            StatementEntry entry = entries.find(statement.get().rendered().text());
            return entry != null && entry.isSlow();
        } catch (RuntimeException wrong) {
            return false; // told when it is run
        }
    }
}
