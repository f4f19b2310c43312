package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that stands for a composite type of PostgreSQL: a value of one column, whose fields are the components in their
 * order. It may be a component of a {@link Table} or {@link Projection} record, an element of an array there, a field of
 * another composite, and a value of a statement.
 *
 * <pre>{@code
 * // CREATE TYPE money_amount AS (amount numeric, currency text)
 * @Composite("money_amount")
 * record Amount(BigDecimal amount, String currency) {
 * }
 * }</pre>
 *
 * A composite whose fields are all null isn't null itself, and PostgreSQL tells the two apart.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Composite {

    /** The type as a cast names it, {@code amount} or {@code public.amount}. */
    String value();
}
