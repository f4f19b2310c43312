package io.quarkiverse.strata.sql;

/**
 * A statement that returns rows of {@code T}: a select, a statement with RETURNING, or {@code sql(…)} with a result type.
 *
 * @param <T> what one row becomes
 */
public interface Query<T> extends Statement {

    /** How a row becomes a {@code T}. */
    Shape<T> shape();
}
