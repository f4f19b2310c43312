package io.quarkiverse.strata.sql;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * A method that writes what only newer servers understand. Where {@code quarkus.datasource.db-version} names an older one, its
 * use fails the build; a statement that has it anyway fails before it is sent.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@java.lang.annotation.Target(ElementType.METHOD)
public @interface RequiresServer {

    /** The part of the statement, as PostgreSQL's manual calls it. */
    String clause();

    /** The first major version that has it. */
    int version();

    /** The statement to which it is new, where others have had it for long; {@code Statement} for all that have the method. */
    Class<? extends Statement> of() default Statement.class;
}
