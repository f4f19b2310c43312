package io.quarkiverse.strata.schema;

/** Rights on objects. */
public enum Privilege {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE,
    REFERENCES,
    TRIGGER,
    /** {@code VACUUM}, {@code ANALYZE}, {@code REINDEX} and the like (PostgreSQL 17). */
    MAINTAIN,
    USAGE,
    CREATE,
    CONNECT,
    TEMPORARY,
    EXECUTE,
    /** All that the kind of object has. */
    ALL
}
