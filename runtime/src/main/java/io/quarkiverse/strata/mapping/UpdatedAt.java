package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When the row was changed last: inserts and updates of records set it to {@code now()}, the start of the transaction by the
 * server's clock. What the component holds when the record is written is not looked at. An {@code Instant} or
 * {@code OffsetDateTime} of a {@link Table} record; one for each. Statements that name their columns
 * ({@code update(Post.class).set(…)}) set it themselves: {@code .set(col(Post::updatedAt), now())}.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface UpdatedAt {
}
