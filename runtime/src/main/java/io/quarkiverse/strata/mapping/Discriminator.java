package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sealed interface whose records are chosen row by row, by the text of a column. Each of them is a {@link Projection} or
 * {@link Table} record; its label in the column is its simple name in snake_case, or what {@link Label} says.
 *
 * <pre>
 * {
 *     &#64;code
 *     &#64;Discriminator("kind")
 *     sealed interface Event permits Login, Purchase {
 *     }
 *
 *     &#64;Projection
 *     record Login(Instant at, String device) implements Event {
 *     }
 *
 *     @Projection
 *     &#64;Label("buy")
 *     record Purchase(Instant at, BigDecimal price) implements Event {
 *     }
 *
 *     Uni<List<Event>> events = db.list(select(all()).from("event").orderBy("at").as(Event.class));
 * }
 * </pre>
 *
 * A label that no record has, and null, fail when the row is read (STRATA-2483).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Discriminator {

    /** The column's name in the result. It holds text or an enum's labels. */
    String value();
}
