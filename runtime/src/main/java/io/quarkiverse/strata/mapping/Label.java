package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The label that an enum's constant has in PostgreSQL; without it, that is the constant's name. The enum's type there is its
 * simple name in snake_case ({@code MpaaRating} is {@code mpaa_rating}) unless {@link Column#type} says otherwise.
 *
 * <pre>{@code
 * enum MpaaRating {
 *     G,
 *     PG,
 *     @Label("PG-13")
 *     PG_13
 * }
 * }</pre>
 *
 * On a record of a {@link Discriminator} interface: what stands in that column for it.
 */
@Target({ ElementType.FIELD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Label {

    /** The label, exactly as the type has it. */
    String value();
}
