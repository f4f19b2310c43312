package io.quarkiverse.strata.schema;

/** How a schema is created. Each method changes this builder and returns it. */
public final class NamespaceBuilder {

    private final String name;
    private String owner;
    private boolean ifNotExists;

    NamespaceBuilder(String name) {
        this.name = name;
    }

    /** Whose it is; the migrations' role's when not called. */
    public NamespaceBuilder authorization(String role) {
        owner = role;
        return this;
    }

    /** Nothing happens when there is one of that name; then {@code down} can't be derived. */
    public NamespaceBuilder ifNotExists() {
        ifNotExists = true;
        return this;
    }

    CreateNamespace build() {
        return new CreateNamespace(name, owner, ifNotExists);
    }
}
