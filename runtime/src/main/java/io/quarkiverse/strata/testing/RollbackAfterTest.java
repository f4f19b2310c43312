package io.quarkiverse.strata.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Undoes after each test what it wrote, in the databases of all datasources. On a {@code @QuarkusTest} class or on one of its
 * methods.
 *
 * <p>
 * All that the application's {@code Database} beans run between the test's {@code @BeforeEach} and {@code @AfterEach} methods,
 * these included, runs in one transaction for each datasource, also what HTTP endpoints run that the test calls. It is rolled
 * back after the test. A {@code db.transaction} in it is a savepoint, and so is each statement outside a transaction: it fails
 * or is undone alone, as always, and deferred constraints are checked where it would have been committed.
 *
 * <pre>
 * {@code
 * &#64;QuarkusTest
 * &#64;RollbackAfterTest
 * class DeskTest {
 *     &#64;Test
 *     void rents() {
 *         given().body(request).post("/rentals").then().statusCode(201);
 *     }
 * }
 * }</pre>
 *
 * What differs from the real thing:
 * <ul>
 * <li>{@code now()} stands still, and sequences aren't set back.
 * <li>Nothing is seen, locked or waited for across requests: all share one connection and take turns. Tests of locks, isolation
 * or a transaction's outcome go without this annotation.
 * <li>What runs beside a transaction ({@code db.outsideTransaction()}, {@code REQUIRES_NEW}) runs inside it and is undone with
 * it; where it is read-only, that can't write.
 * <li>A transaction's isolation level and its limits for statements, locks and idle time aren't set; that it is read-only and
 * its
 * timeout are.
 * <li>What goes around {@code Database} isn't undone: migrations, a {@code Pool} of the driver, other processes.
 * <li>What the test has started and not awaited runs on afterwards, and commits.
 * </ul>
 *
 * Tests with it never run at the same time. A statement that waits for its turn while nothing moves for 10 seconds fails.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RollbackExtension.class)
@ResourceLock("io.quarkiverse.strata.databases")
public @interface RollbackAfterTest {
}
