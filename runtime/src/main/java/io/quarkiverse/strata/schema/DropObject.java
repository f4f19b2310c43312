package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * An object that is no table, column, constraint or index is dropped; the server refuses while something uses it.
 *
 * @param ifExists nothing happens when it isn't there
 * @param cascade what uses it is dropped too
 * @param was how it was made; empty when that isn't known
 */
public record DropObject(ObjectName object, boolean ifExists, boolean cascade,
        List<SchemaChange> was) implements SchemaChange {

    public DropObject {
        was = List.copyOf(was);
    }

    static DropObject of(ObjectKind kind, String name, SchemaChange was) {
        return of(ObjectName.of(kind, name), was);
    }

    static DropObject of(ObjectName object, SchemaChange was) {
        return new DropObject(object, false, false, List.of(was));
    }

    @Override
    public List<String> sql() {
        String name = object.sql();
        int behindKind = object.kind().sql().length() + 1;
        return List.of("DROP " + name.substring(0, behindKind) + (ifExists ? "IF EXISTS " : "") + name.substring(behindKind)
                + (cascade ? " CASCADE" : ""));
    }

    @Override
    public Reverse reverse() {
        if (was.isEmpty()) {
            return Reverse.none("how it was made isn't known", "give it: .was(schema -> …), or override down()");
        }
        if (ifExists) {
            return Reverse.perhapsThere();
        }
        if (cascade) {
            return new Reverse.Lossy(was, "what was dropped together with " + object.name());
        }
        return object.kind() == ObjectKind.SEQUENCE ? new Reverse.Lossy(was, "how far " + object.name() + " had counted")
                : new Reverse.Lossless(was);
    }

    @Override
    public void describe(Canonical out) {
        object.describe(out);
        if (was.size() == 1) {
            out.value("was", was.get(0));
        } else {
            out.list("was", was);
        }
        out.flag("ifExists", ifExists).flag("cascade", cascade);
    }
}
