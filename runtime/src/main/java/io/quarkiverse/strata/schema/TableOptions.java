package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * What a table is besides its columns and constraints.
 *
 * @param kind ordinary, unlogged or temporary
 * @param onCommit what becomes of a temporary table's rows, or null
 * @param ifNotExists nothing happens when it is there
 * @param ofType the composite type whose attributes are its columns, or null
 * @param likes tables whose columns it has
 * @param inherits tables whose rows its rows are too
 * @param accessMethod how it is stored, or null
 * @param parameters its storage parameters
 * @param tablespace where it is stored, or null
 */
public record TableOptions(Kind kind, OnCommit onCommit, boolean ifNotExists, String ofType, List<Like> likes,
        List<String> inherits, String accessMethod, List<String> parameters, String tablespace) implements Described {

    /** How long a table lives. */
    public enum Kind {
        ORDINARY,
        /** Without a write-ahead log: empty after a crash, and not on standbys. */
        UNLOGGED,
        /** Until the session ends. */
        TEMPORARY
    }

    /** What becomes of a temporary table's rows when the transaction ends. */
    public enum OnCommit {
        PRESERVE_ROWS,
        DELETE_ROWS,
        /** The table itself goes. */
        DROP
    }

    static final TableOptions NONE = new TableOptions(Kind.ORDINARY, null, false, null, List.of(), List.of(), null, List.of(),
            null);

    public TableOptions {
        likes = List.copyOf(likes);
        inherits = List.copyOf(inherits);
        parameters = List.copyOf(parameters);
    }

    String create() {
        return "CREATE " + (kind == Kind.ORDINARY ? "" : kind + " ") + "TABLE " + (ifNotExists ? "IF NOT EXISTS " : "");
    }

    /** What stands behind the table's body, {@code partitioning} in its place. */
    String behind(String partitioning) {
        return (inherits.isEmpty() ? "" : " INHERITS (" + Names.qualified(inherits) + ")") + partitioning
                + (accessMethod == null ? "" : " USING " + Names.quote(accessMethod)) + Parameters.with(parameters)
                + (onCommit == null ? "" : " ON COMMIT " + onCommit.name().replace('_', ' '))
                + (tablespace == null ? "" : " TABLESPACE " + Names.quote(tablespace));
    }

    /** How creating such a table is undone, or null where dropping it is right. */
    Reverse reverse() {
        return kind == Kind.TEMPORARY ? Reverse.nothing() : ifNotExists ? Reverse.perhapsMade() : null;
    }

    @Override
    public void describe(Canonical out) {
        out.value("kind", kind == Kind.ORDINARY ? null : kind).value("onCommit", onCommit).flag("ifNotExists", ifNotExists)
                .value("ofType", ofType).list("likes", likes).texts("inherits", inherits).value("accessMethod", accessMethod)
                .texts("parameters", parameters).value("tablespace", tablespace);
    }
}
