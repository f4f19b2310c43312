package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When the row was inserted: inserts of records set it to {@code now()}, the start of the transaction by the server's clock,
 * updates of records leave it as it is. What the component holds when the record is written is not looked at. An
 * {@code Instant} or {@code OffsetDateTime} of a {@link Table} record; one for each.
 *
 * <pre>{@code
 * @Table("post")
 * record Post(@Id @Generated Long id, String title, @CreatedAt Instant createdAt, @UpdatedAt Instant updatedAt) {
 * }
 * }</pre>
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface CreatedAt {
}
