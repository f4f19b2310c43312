package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that only receives results: of a join, an aggregate, a CTE, a function. It is mapped as a {@link Table} record is,
 * by the labels of the result's columns, but has no table, so that it can be neither inserted nor selected from without a
 * {@code from}, and no {@link Id}.
 *
 * <pre>{@code
 * @Projection
 * record Ranked(Long id, String title, long rank) {
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Projection {
}
