package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * An object goes into another schema.
 *
 * @param schema the new schema
 */
public record SetSchema(ObjectName object, String schema) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("ALTER " + object.sql() + " SET SCHEMA " + Names.quote(schema));
    }

    @Override
    public Reverse reverse() {
        String name = object.name();
        int dot = name.indexOf('.');
        if (dot < 0) {
            return Reverse.none("its former schema isn't known", "name it with its schema, or override down()");
        }
        return Reverse.by(new SetSchema(new ObjectName(object.kind(), schema + "." + Names.simple(name), null,
                object.arguments()), name.substring(0, dot)));
    }

    @Override
    public void describe(Canonical out) {
        object.describe(out);
        out.value("schema", schema);
    }
}
