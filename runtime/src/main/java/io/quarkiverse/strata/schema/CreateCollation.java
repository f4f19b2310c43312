package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.Locale;

/**
 * A collation is created.
 *
 * @param provider who sorts
 * @param locale the provider's name of the order, {@code und-u-ks-level2}
 * @param deterministic false where texts of different bytes can be equal
 */
public record CreateCollation(String name, Provider provider, String locale,
        boolean deterministic) implements SchemaChange {

    /** Who sorts. */
    public enum Provider {
        ICU,
        LIBC,
        /** PostgreSQL itself (PostgreSQL 17). */
        BUILTIN
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE COLLATION " + Names.qualified(name) + " (provider = " + provider.name().toLowerCase(Locale.ROOT)
                + ", locale = " + Literals.text(locale) + (deterministic ? "" : ", deterministic = false") + ")");
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(ObjectKind.COLLATION, name, this));
    }

    @Override
    public List<Requirement> requirements() {
        return Requirement.when(provider == Provider.BUILTIN, 17, "the collation provider builtin");
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("provider", provider).value("locale", locale).flag("notDeterministic", !deterministic);
    }
}
