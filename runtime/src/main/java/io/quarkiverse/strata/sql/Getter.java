package io.quarkiverse.strata.sql;

import java.io.Serializable;

/**
 * A record's accessor as a method reference, {@code User::email}, that names a column in a way the compiler checks.
 *
 * @param <T> the record
 * @param <R> the component's type
 */
@FunctionalInterface
public interface Getter<T, R> extends Serializable {

    R get(T owner);
}
