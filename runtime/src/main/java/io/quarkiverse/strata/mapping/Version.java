package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The version of a row, an {@code int}, a {@code long} or one of their boxes: optimistic locking. {@code update} and
 * {@code delete} of a record, and {@code upsert} where the row is there, change it only while it has the record's version, and
 * count that up; else they fail with {@link io.quarkiverse.strata.OptimisticLockException}. An insert writes what the record
 * has, 0 for null. One for each {@link Table} record; the column is {@code NOT NULL}.
 *
 * <pre>{@code
 * @Table("account")
 * record Account(@Id @Generated Long id, String owner, BigDecimal balance, @Version int version) {
 * }
 * }</pre>
 *
 * Statements that name their columns ({@code update(Account.class).set(…)}) don't look at it: they say themselves what they
 * change.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Version {
}
