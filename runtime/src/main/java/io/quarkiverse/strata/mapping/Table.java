package io.quarkiverse.strata.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that stands for the rows of a table. Its mapper is generated when the application is built; no reflection is used
 * when it runs.
 *
 * <pre>{@code
 * @Table("users")
 * record User(@Id @Generated Long id, String email, Status status, Optional<String> bio, @Generated Instant createdAt) {
 * }
 * }</pre>
 *
 * Each component is a column. Its name is the component's in snake_case: a word begins at a capital letter after a small
 * letter or digit, and at the last capital of a run that a small letter follows ({@code createdAt} is {@code created_at},
 * {@code userID} {@code user_id}, {@code url2} {@code url2}, {@code dVDTitle} {@code d_vd_title}); {@link Column} gives
 * another one.
 * <p>
 * A component's class is a primitive or its box, {@code BigDecimal}, {@code BigInteger}, {@code String}, {@code char},
 * {@code byte[]}, a Vert.x {@code Buffer}, {@code UUID}, a date or time of {@code java.time} ({@code Instant} is
 * {@code timestamptz}, {@code Duration} an {@code interval}), a class of {@code io.vertx.pgclient.data}, {@code JsonObject}
 * or {@code JsonArray}, an enum ({@link Label}), a {@link io.quarkiverse.strata.sql.Range} or
 * {@link io.quarkiverse.strata.sql.MultiRange}, a {@code Map<String, String>} for {@code hstore}, a {@link Composite} record,
 * an array or {@code List} of those of any dimensions, an {@code Optional} of those, any class at all with {@link Json}, or a
 * record with {@link Embedded}. A null in a primitive component fails when the row is read.
 * <p>
 * Other types are Strings with {@link Column#type}: {@code citext}, {@code xml}, {@code macaddr}, {@code bit(3)}; {@code oid}
 * is
 * a {@code Long}, {@code vector} a {@code float[]}. What the Vert.x client would lose of these, statements select as text; SQL
 * text has to do so itself ({@code mac::text}). The client also makes months of 30 days in an {@code interval}, so a
 * {@code Duration} is less than 30 days long. The infinities of dates and times are the MAX and MIN of their classes.
 * <p>
 * The record may be package-private or nested, but not private. Records of dependencies work when those have a Jandex index.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Table {

    /** The table's name as the catalog has it: one name without dots and quotes, at most 63 bytes long. */
    String value();

    /** The table's schema; empty when the search path finds the table. */
    String schema() default "";
}
