package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When the row was marked as deleted, null while it is alive: a nullable {@code timestamptz}, which
 * {@code table.softDeletes()} of the schema builder makes for a component {@code deletedAt}.
 *
 * <pre>{@code
 * @Table("customer")
 * record Customer(@Id @Generated Long id, String name, @SoftDelete Instant deletedAt) {
 * }
 * }</pre>
 *
 * {@code delete} of such a record and {@code deleteFrom(Customer.class)} set it to {@code now()};
 * {@code deleteFrom(Customer.class).hard()} deletes for good. Statements that read or update the table by the record's class
 * leave marked rows out, visibly in their SQL, unless they are told {@code withDeleted()}. Statements that name the table,
 * {@code from("customer")}, and SQL text see all rows. Inserts and updates of records don't write it; an upsert takes a mark
 * away. An {@code Instant} or {@code OffsetDateTime}, also in an {@code Optional}; one for each {@link Table} record.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface SoftDelete {
}
