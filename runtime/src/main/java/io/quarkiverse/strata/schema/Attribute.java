package io.quarkiverse.strata.schema;

/**
 * An attribute of a composite type.
 *
 * @param type its type as SQL
 * @param collation its collation, or null
 */
public record Attribute(String name, String type, String collation) implements Described {

    String sql() {
        return Names.quote(name) + " " + definition();
    }

    String definition() {
        return Types.check(type) + (collation == null ? "" : " COLLATE " + Names.qualified(collation));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("type", type).value("collation", collation);
    }
}
