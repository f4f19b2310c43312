package io.quarkiverse.strata.schema;

/**
 * An argument of a function or procedure.
 *
 * @param name its name, or null
 * @param type its type as SQL
 * @param defaultSql its default, SQL, or null
 */
public record Argument(Mode mode, String name, String type, String defaultSql) implements Described {

    /** What an argument is for. */
    public enum Mode {
        IN,
        OUT,
        INOUT,
        /** All further arguments, as an array. */
        VARIADIC
    }

    boolean isInput() {
        return mode != Mode.OUT;
    }

    String sql() {
        return (mode == Mode.IN ? "" : mode + " ") + (name == null ? "" : Names.quote(name) + " ") + Types.check(type)
                + (defaultSql == null ? "" : " DEFAULT " + defaultSql);
    }

    @Override
    public void describe(Canonical out) {
        out.value("mode", mode == Mode.IN ? null : mode).value("name", name).value("type", type).value("default", defaultSql);
    }
}
