package io.quarkiverse.strata.runtime.devui;

import java.util.List;

import io.quarkiverse.strata.migration.MigrationScript;

/**
 * The statements of a migration, both ways.
 *
 * @param down empty where it can't be undone
 */
public record ScriptView(String id, boolean transactional, List<String> up, List<String> down) {

    static ScriptView of(MigrationScript script) {
        return new ScriptView(script.definition().id(), script.transactional(), script.up(), script.down());
    }
}
