package io.quarkiverse.strata.deployment.transaction;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.faulttolerance.Retry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.Propagation;
import io.quarkiverse.strata.TransactionRolledBackException;
import io.quarkiverse.strata.TransactionTimeoutException;
import io.quarkiverse.strata.Transactional;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** What {@code @Transactional} does on methods that return {@code Uni}. */
class TransactionalMethodsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())))
            .withApplicationRoot(jar -> jar.addClasses(Books.class, Whole.class))
            .overrideConfigKey("quarkus.strata.transactions.lock-timeout", "1234ms");

    @Inject
    Database db;

    @Inject
    Books books;

    @Inject
    Whole whole;

    @BeforeEach
    void empty() {
        await(db.execute(sql("CREATE TABLE IF NOT EXISTS book (id int8)")));
        await(db.execute(sql("TRUNCATE book")));
        books.forgetCalls();
    }

    private long count() {
        return await(db.single(sql("SELECT count(*) FROM book").as(Long.class)));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void aMethodIsATransactionAndEachSubscriptionAnother() {
        Uni<Integer> two = books.two();
        await(two);
        await(two);
        assertThat(count()).isEqualTo(4);
        assertThatThrownBy(() -> await(books.failing())).hasMessage("no");
        assertThatThrownBy(() -> await(books.throwing())).hasMessage("thrown");
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void itsAttributesReachTheServer() {
        assertThat(await(books.settings())).isEqualTo("serializable on 5s 1234ms");
        assertThatThrownBy(() -> await(books.slow())).isInstanceOf(TransactionTimeoutException.class)
                .hasMessageStartingWith(
                        "STRATA-2414: transaction Books.slow of datasource <default> took longer than its timeout "
                                + "of 200 ms");
    }

    @Test
    void itJoinsOrStandsApart() {
        db.transaction(tx -> books.two().chain(() -> books.alone()).chain(() -> books.failing()))
                .onFailure(IllegalStateException.class).recoverWithNull().await().atMost(Duration.ofSeconds(20));
        assertThat(count()).isEqualTo(1);
        assertThatThrownBy(() -> await(books.mandatory())).isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("STRATA-2420: Books.mandatory must run in a transaction");
        assertThatThrownBy(() -> await(db.transaction(tx -> books.never()))).isInstanceOf(DatabaseException.class)
                .hasMessage("STRATA-2421: Books.never must not run in a transaction and runs in the transaction of datasource "
                        + "<default> (Propagation.NEVER). Call it before or after that one.");
        assertThat(await(books.never())).isEqualTo(1);
    }

    @Test
    void itJoinsWhereThereIsOneAndElseRunsWithout() {
        assertThatThrownBy(() -> await(books.maybe())).hasMessage("no");
        assertThat(count()).isEqualTo(1); // no transaction took it back
        assertThatThrownBy(() -> await(db.transaction(tx -> books.maybe().onFailure().recoverWithItem(0))))
                .isInstanceOf(TransactionRolledBackException.class);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatItsRetriesRunAgainIsTheWholeMethod() {
        assertThat(await(books.conflicting())).isEqualTo(3);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void eachAttemptOfFaultToleranceIsATransactionOfItsOwn() {
        assertThat(await(books.guarded())).isEqualTo(2);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aFailureResponseRollsBack() {
        assertThat(await(books.answer(409)).getStatus()).isEqualTo(409);
        assertThat(count()).isZero();
        assertThat(await(books.answer(201)).getStatus()).isEqualTo(201);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void onAClassItIsForMethodsThatReturnUni() {
        assertThat(whole.name()).isEqualTo("whole");
        assertThatThrownBy(() -> await(whole.failing())).hasMessage("no");
        assertThat(count()).isZero();
        String level = await(db.transaction(tx -> whole.isolation()));
        assertThat(level).isEqualTo("read committed");
    }

    @ApplicationScoped
    static class Books {

        private final AtomicInteger calls = new AtomicInteger();

        @Inject
        Database db;

        /** A method, since a field of the client proxy isn't the bean's. */
        void forgetCalls() {
            calls.set(0);
        }

        private Uni<Integer> add() {
            return db.execute(sql("INSERT INTO book VALUES (1)"));
        }

        @Transactional
        Uni<Integer> two() {
            return add().chain(this::add);
        }

        @Transactional
        Uni<Integer> failing() {
            return add().chain(() -> Uni.createFrom().failure(new IllegalStateException("no")));
        }

        @Transactional
        Uni<Integer> throwing() {
            throw new IllegalStateException("thrown");
        }

        @Transactional(isolation = IsolationLevel.SERIALIZABLE, readOnly = true, deferrable = true, statementTimeout = "5s")
        Uni<String> settings() {
            return db.single(sql("SELECT current_setting('transaction_isolation') || ' ' || "
                    + "current_setting('transaction_deferrable') || ' ' || current_setting('statement_timeout') || ' ' || "
                    + "current_setting('lock_timeout')").as(String.class));
        }

        @Transactional(timeout = "200ms")
        Uni<Integer> slow() {
            return db.execute(sql("SELECT pg_sleep(20)"));
        }

        @Transactional(Propagation.REQUIRES_NEW)
        Uni<Integer> alone() {
            return add();
        }

        @Transactional(Propagation.MANDATORY)
        Uni<Integer> mandatory() {
            return add();
        }

        @Transactional(Propagation.NEVER)
        Uni<Integer> never() {
            return add();
        }

        @Transactional(Propagation.SUPPORTS)
        Uni<Integer> maybe() {
            return add().chain(() -> Uni.createFrom().failure(new IllegalStateException("no")));
        }

        @Transactional(retries = 3)
        Uni<Integer> conflicting() {
            int call = calls.incrementAndGet();
            return add().chain(() -> call < 3 ? db.execute(sql("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"))
                    : Uni.createFrom().item(0)).replaceWith(call);
        }

        @Retry(maxRetries = 2, delay = 10)
        @Transactional
        Uni<Integer> guarded() {
            int call = calls.incrementAndGet();
            return add().chain(() -> call < 2 ? db.execute(sql("SELECT 1 / 0")) : Uni.createFrom().item(0)).replaceWith(call);
        }

        @Transactional
        Uni<Response> answer(int status) {
            return add().replaceWith(() -> Response.status(status).build());
        }
    }

    @ApplicationScoped
    @Transactional(isolation = IsolationLevel.READ_COMMITTED)
    static class Whole {

        @Inject
        Database db;

        String name() {
            return "whole";
        }

        Uni<Integer> failing() {
            return db.execute(sql("INSERT INTO book VALUES (1)"))
                    .chain(() -> Uni.createFrom().failure(new IllegalStateException("no")));
        }

        Uni<String> isolation() {
            return db.single(sql("SELECT current_setting('transaction_isolation')").as(String.class));
        }
    }
}
