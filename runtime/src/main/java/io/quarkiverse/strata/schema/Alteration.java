package io.quarkiverse.strata.schema;

import java.util.Locale;

/**
 * One thing that is altered about an object.
 *
 * @param name the column, constraint or index in question, or null
 * @param value what it becomes, as SQL, or null
 */
public record Alteration(Action action, String name, String value) implements Described {

    /** What can be altered. {@code {name}} stands for the name, {@code {value}} for the value. */
    public enum Action {
        SET_STATISTICS("ALTER COLUMN {name} SET STATISTICS {value}"),
        SET_STORAGE("ALTER COLUMN {name} SET STORAGE {value}"),
        SET_COMPRESSION("ALTER COLUMN {name} SET COMPRESSION {value}"),
        SET_COLUMN_OPTIONS("ALTER COLUMN {name} SET ({value})"),
        RESET_COLUMN_OPTIONS("ALTER COLUMN {name} RESET ({value})"),
        ADD_IDENTITY("ALTER COLUMN {name} ADD GENERATED {value} AS IDENTITY", "how far the column had counted"),
        SET_IDENTITY("ALTER COLUMN {name} SET GENERATED {value}"),
        RESTART_IDENTITY("ALTER COLUMN {name} RESTART WITH {value}"),
        DROP_IDENTITY("ALTER COLUMN {name} DROP IDENTITY", "how far the column had counted"),
        SET_EXPRESSION("ALTER COLUMN {name} SET EXPRESSION AS ({value})"),
        DROP_EXPRESSION("ALTER COLUMN {name} DROP EXPRESSION"),
        VALIDATE_CONSTRAINT("VALIDATE CONSTRAINT {name}"),
        ALTER_CONSTRAINT("ALTER CONSTRAINT {name} {value}"),
        RENAME_CONSTRAINT("RENAME CONSTRAINT {name} TO {value}"),
        ENABLE_ROW_LEVEL_SECURITY("ENABLE ROW LEVEL SECURITY"),
        DISABLE_ROW_LEVEL_SECURITY("DISABLE ROW LEVEL SECURITY"),
        FORCE_ROW_LEVEL_SECURITY("FORCE ROW LEVEL SECURITY"),
        NO_FORCE_ROW_LEVEL_SECURITY("NO FORCE ROW LEVEL SECURITY"),
        ENABLE_TRIGGER("ENABLE TRIGGER {value}"),
        DISABLE_TRIGGER("DISABLE TRIGGER {value}"),
        ENABLE_REPLICA_TRIGGER("ENABLE REPLICA TRIGGER {value}"),
        ENABLE_ALWAYS_TRIGGER("ENABLE ALWAYS TRIGGER {value}"),
        REPLICA_IDENTITY("REPLICA IDENTITY {value}"),
        SET_LOGGED("SET LOGGED"),
        SET_UNLOGGED("SET UNLOGGED"),
        CLUSTER_ON("CLUSTER ON {name}"),
        SET_WITHOUT_CLUSTER("SET WITHOUT CLUSTER"),
        OWNER_TO("OWNER TO {value}"),
        SET_ACCESS_METHOD("SET ACCESS METHOD {value}"),
        SET_TABLESPACE("SET TABLESPACE {value}"),
        SET_PARAMETERS("SET ({value})"),
        RESET_PARAMETERS("RESET ({value})"),
        INHERIT("INHERIT {value}"),
        NO_INHERIT("NO INHERIT {value}"),
        ATTACH_PARTITION("ATTACH PARTITION {value}"),
        INDEX_STATISTICS("ALTER COLUMN {value}"),
        SET_NOT_NULL("SET NOT NULL"),
        DROP_NOT_NULL("DROP NOT NULL"),
        SET_DEFAULT("SET DEFAULT {value}"),
        DROP_DEFAULT("DROP DEFAULT"),
        ADD_CHECK("ADD CONSTRAINT {name} CHECK {value}"),
        DROP_CONSTRAINT("DROP CONSTRAINT {name}"),
        ADD_ATTRIBUTE("ADD ATTRIBUTE {name} {value}", "the values of the attribute"),
        DROP_ATTRIBUTE("DROP ATTRIBUTE {name}", "the values of the attribute"),
        ALTER_ATTRIBUTE("ALTER ATTRIBUTE {name} TYPE {value}"),
        RENAME_ATTRIBUTE("RENAME ATTRIBUTE {name} TO {value}"),
        RENAME_VALUE("RENAME VALUE {value}"),
        RESTART("RESTART {value}"),
        SET_SEQUENCE("{value}"),
        SET_STATISTICS_TARGET("SET STATISTICS {value}");

        private final String template;
        private final String loses;

        Action(String template) {
            this(template, null);
        }

        Action(String template, String loses) {
            this.template = template;
            this.loses = loses;
        }

        /** What isn't brought back, or null. */
        String loses() {
            return loses;
        }

        /** As people read it, {@code set statistics}. */
        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static Alteration of(Action action) {
        return new Alteration(action, null, null);
    }

    static Alteration of(Action action, String value) {
        return new Alteration(action, null, value);
    }

    String sql() {
        String sql = name == null ? action.template : action.template.replace("{name}", Names.quote(name));
        return value == null ? sql.replace(" {value}", "") : sql.replace("{value}", value);
    }

    @Override
    public void describe(Canonical out) {
        out.value("action", action).value("name", name).value("value", value);
    }
}
