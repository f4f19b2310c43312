package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A sequence is created.
 *
 * @param unlogged without a write-ahead log
 * @param ifNotExists nothing happens when it is there
 */
public record CreateSequence(String name, SequenceOptions options, boolean unlogged,
        boolean ifNotExists) implements SchemaChange {

    @Override
    public List<String> sql() {
        String sql = options.sql();
        return List.of("CREATE " + (unlogged ? "UNLOGGED " : "") + "SEQUENCE " + (ifNotExists ? "IF NOT EXISTS " : "")
                + Names.qualified(name) + (sql.isEmpty() ? "" : " " + sql));
    }

    @Override
    public Reverse reverse() {
        return ifNotExists ? Reverse.perhapsMade()
                : Reverse.losing("how far " + name + " had counted", DropObject.of(ObjectKind.SEQUENCE, name, this));
    }

    @Override
    public List<Requirement> requirements() {
        return Requirement.when(unlogged, 15, "UNLOGGED SEQUENCE");
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("options", options).flag("unlogged", unlogged).flag("ifNotExists", ifNotExists);
    }
}
