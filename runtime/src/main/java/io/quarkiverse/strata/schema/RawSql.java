package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * SQL that the author wrote: one statement or several, separated by semicolons.
 *
 * @param down SQL that undoes it, or null
 */
public record RawSql(String up, String down) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of(up);
    }

    @Override
    public Reverse reverse() {
        return down == null
                ? Reverse.none("Strata doesn't know what undoes SQL", "give it: sql(\"up…\", \"down…\"), or override down()")
                : Reverse.by(new RawSql(down, up));
    }

    @Override
    public void describe(Canonical out) {
        out.value("up", up).value("down", down);
    }
}
