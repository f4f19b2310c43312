package io.quarkiverse.strata.schema;

import java.util.function.Function;

/** What can be altered about an object: a domain, an index or a sequence. */
public abstract sealed class Alterations permits DomainAlterations, IndexAlterations, SequenceAlterations {

    private final Changes changes;
    private final ObjectKind kind;
    private final String name;

    Alterations(Changes changes, ObjectKind kind, String name) {
        this.changes = changes;
        this.kind = kind;
        this.name = name;
    }

    <T> AlterationBuilder<T> alter(Alteration to, Function<T, Alteration> former) {
        AlterationBuilder<T> builder = new AlterationBuilder<>(kind, name, to, former);
        changes.addLater(builder::build);
        return builder;
    }

    void alter(Alteration to, Alteration back) {
        changes.add(new AlterObject(kind, name, to, back));
    }
}
