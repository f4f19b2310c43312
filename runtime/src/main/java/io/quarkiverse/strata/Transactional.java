package io.quarkiverse.strata;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;

/**
 * Runs a bean's method that returns {@code Uni} in a transaction, as {@link Database#transaction} would: committed before the
 * {@code Uni} has its item, rolled back when it fails or is cancelled. Each subscription calls the method again, in a
 * transaction of its own unless it joins one. The statements of all beans that the {@code Uni} subscribes belong to it.
 *
 * <p>
 * On a class it is meant for all methods that return {@code Uni}. On a method that returns anything else, or is private,
 * static or final, it fails the build. A method that a fault-tolerance annotation guards as well runs each attempt in a
 * transaction of its own. When the item is a {@code Response} or {@code RestResponse} of Quarkus REST with a status from 400
 * on, the transaction is rolled back and the response is sent.
 *
 * <pre>{@code
 * &#64;Transactional(isolation = IsolationLevel.SERIALIZABLE, retries = 3)
 * Uni<Order> place(Cart cart) { … }
 * }</pre>
 */
@Inherited
@Documented
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface Transactional {

    /** What it does inside another transaction of the same database. */
    @Nonbinding
    Propagation value() default Propagation.REQUIRED;

    /** The datasource's name. */
    @Nonbinding
    String dataSource() default "<default>";

    /** How much of other transactions it sees. */
    @Nonbinding
    IsolationLevel isolation() default IsolationLevel.DEFAULT;

    /** Whether it only reads. */
    @Nonbinding
    boolean readOnly() default false;

    /** Whether it waits until it can't fail with a serialization failure; SERIALIZABLE and read only alone. */
    @Nonbinding
    boolean deferrable() default false;

    /** How long it may take, {@code 5s} or {@code PT5S}; {@code 0} is no limit, empty what the configuration says. */
    @Nonbinding
    String timeout() default "";

    /** How long each of its statements may take; {@code 0} is no limit, empty what the configuration says. */
    @Nonbinding
    String statementTimeout() default "";

    /** How long each of its statements may wait for a lock; {@code 0} is no limit, empty what the configuration says. */
    @Nonbinding
    String lockTimeout() default "";

    /** How often it is run again after a {@link Retryable} failure; -1 is what the configuration says. */
    @Nonbinding
    int retries() default -1;

    /**
     * Whether what became of it can be told after a crash and a failover too: {@link TransactionOptions#withDurableOutcome}.
     */
    @Nonbinding
    boolean durableOutcome() default false;

    /** What messages and logs call it; empty for the class and the method. */
    @Nonbinding
    String name() default "";
}
