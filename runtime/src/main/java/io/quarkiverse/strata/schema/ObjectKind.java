package io.quarkiverse.strata.schema;

import java.util.Locale;

/** The kinds of objects that are dropped, renamed, commented on and so on in the same way. */
public enum ObjectKind {
    TABLE,
    COLUMN,
    CONSTRAINT,
    INDEX,
    VIEW,
    MATERIALIZED_VIEW,
    SEQUENCE,
    TYPE,
    DOMAIN,
    COLLATION,
    FUNCTION,
    PROCEDURE,
    AGGREGATE,
    TRIGGER,
    EVENT_TRIGGER,
    POLICY,
    STATISTICS,
    PUBLICATION,
    SCHEMA,
    EXTENSION,
    ROLE;

    String sql() {
        return name().replace('_', ' ');
    }

    /** As people read it, {@code materialized view}. */
    String words() {
        return sql().toLowerCase(Locale.ROOT);
    }
}
