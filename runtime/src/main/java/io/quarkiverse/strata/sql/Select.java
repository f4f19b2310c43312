package io.quarkiverse.strata.sql;

/** A SELECT. */
public interface Select<T> extends Query<T> {
}
