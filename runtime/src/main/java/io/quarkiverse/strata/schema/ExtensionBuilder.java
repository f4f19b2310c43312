package io.quarkiverse.strata.schema;

/** How an extension is installed. Each method changes this builder and returns it. */
public final class ExtensionBuilder {

    private final String name;
    private String schema;
    private String version;
    private boolean cascade;

    ExtensionBuilder(String name) {
        this.name = name;
    }

    /** Where its objects go. */
    public ExtensionBuilder schema(String schema) {
        this.schema = schema;
        return this;
    }

    /** Not the server's default version. */
    public ExtensionBuilder version(String version) {
        this.version = version;
        return this;
    }

    /** Extensions that it needs are installed too; {@code down} leaves them. */
    public ExtensionBuilder cascade() {
        cascade = true;
        return this;
    }

    CreateExtension build() {
        return new CreateExtension(name, schema, version, cascade);
    }
}
