package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a component another column name or PostgreSQL type than its Java name and class do.
 *
 * <pre>
 * {@code
 * &#64;Column(name = "film_id", type = "int4") long id
 * &#64;Column(type = "mpaa_rating") Rating rating
 * &#64;Column(type = "text") Status status                     // the labels are stored as text
 * }
 * </pre>
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Column {

    /**
     * The column's name as the catalog has it: one name without dots, at most 63 bytes long; empty for the component's name in
     * snake_case.
     */
    String name() default "";

    /**
     * The column's type as a cast names it, {@code varchar(20)}, {@code mpaa_rating}, {@code int8[]}, quoted where PostgreSQL
     * needs it; empty for the one that the component's class stands for. Parameters that are compared with the column or
     * assigned to it are checked against it and cast to it. {@code json} and {@code jsonb} make the component a {@link Json}
     * one. It is SQL text: never take it from outside the program.
     */
    String type() default "";
}
