package io.quarkiverse.strata.deployment;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.TransactionScopeLostException;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.testing.RecordedStatements;
import io.quarkiverse.strata.testing.Statements;
import io.quarkiverse.strata.testing.Unis;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** What tests of applications use, but for the rollback, which the sample's tests try. */
class TestingTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(jar -> jar.addClass(Visit.class));

    private static final Query<Long> ONE = sql("SELECT 1::int8").as(Long.class);
    private static final Query<Long> NONE = sql("SELECT 1::int8 WHERE false").as(Long.class);
    private static final Statement WRONG = sql("SELECT 1 / 0");

    @Inject
    Database db;

    @Inject
    Vertx vertx;

    @Inject
    Visit visit;

    @Test
    void statementsAreRecorded() {
        RecordedStatements ran = Statements.recorded(() -> Unis.await(() -> db.single(ONE)
                .chain(() -> db.transaction(tx -> tx.first(NONE).chain(() -> tx.single(ONE))))
                .chain(() -> db.execute(WRONG).onFailure().recoverWithNull())));
        assertThat(ran.texts()).containsExactly("SELECT 1::int8", "SELECT 1::int8 WHERE false", "SELECT 1::int8",
                "SELECT 1 / 0");
        assertThat(ran.assertCount(4).assertAtMost(4).count()).isEqualTo(4);
        assertThatThrownBy(() -> ran.assertCount(2)).isInstanceOf(AssertionError.class).hasMessage("""
                Expected 2 statements, but 4 ran:
                  1. SELECT 1::int8 (1 row)
                  2. SELECT 1::int8 WHERE false (0 rows)
                  3. as 1 (1 row)
                  4. SELECT 1 / 0 (failed)""");
        assertThatThrownBy(() -> ran.assertAtMost(1)).hasMessageStartingWith("Expected at most 1 statement, but 4 ran:\n");
        assertThatThrownBy(() -> Statements.recorded(() -> {
        }).assertCount(1)).hasMessage("Expected 1 statement, but none ran:");
    }

    @Test
    void countedGivesTheResult() {
        assertThat(Statements.counted(1, () -> Unis.await(() -> db.single(ONE)))).isEqualTo(1);
        assertThatThrownBy(() -> Statements.recorded(() -> {
            throw new IOException("work");
        })).isInstanceOf(IOException.class).hasMessage("work");
    }

    @Test
    void worksAsARequestDoes() {
        String id = Unis.await(() -> {
            assertThat(Context.isOnEventLoopThread()).isTrue();
            assertThat(VertxContext.isOnDuplicatedContext()).isTrue();
            String here = visit.id();
            return db.single(ONE).invoke(() -> assertThat(visit.id()).isEqualTo(here)).replaceWith(here);
        });
        assertThat(Unis.await(() -> Uni.createFrom().item(visit.id()))).isNotEqualTo(id);
        // only in a request is it noticed
        assertThatThrownBy(() -> Unis.await(() -> db.transaction(tx -> tx.single(ONE).chain(() -> Uni.createFrom()
                .completionStage(() -> db.execute(sql("DELETE FROM nothing")).subscribeAsCompletionStage())))))
                .isInstanceOf(TransactionScopeLostException.class);
    }

    @Test
    void failuresComeAsTheyAre() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertThatThrownBy(() -> Unis.await(() -> Uni.createFrom().failure(mine))).isSameAs(mine);
        assertThat(mine.getSuppressed()).singleElement().satisfies(where -> assertThat(where).hasMessage("awaited here")
                .hasStackTraceContaining("failuresComeAsTheyAre"));
        assertThatThrownBy(() -> Unis.await(() -> {
            throw new IllegalArgumentException("thrown");
        })).isInstanceOf(IllegalArgumentException.class).hasMessage("thrown");
        assertThatThrownBy(() -> Unis.await(() -> Uni.createFrom().failure(new IOException("checked"))))
                .isInstanceOf(CompletionException.class).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void whatNeverEndsIsCancelled() {
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        assertThatThrownBy(() -> Unis.await(() -> Uni.createFrom().nothing().onCancellation()
                .invoke(() -> cancelled.complete(true)), Duration.ofMillis(50))).isInstanceOf(AssertionError.class)
                .hasMessage("The Uni had neither an item nor a failure within 50 ms. It was cancelled.");
        assertThat(cancelled.orTimeout(5, java.util.concurrent.TimeUnit.SECONDS).join()).isTrue();
    }

    @Test
    void anEventLoopIsNotBlocked() {
        CompletableFuture<Long> outcome = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(go -> {
            try {
                outcome.complete(Unis.await(() -> db.single(ONE)));
            } catch (Throwable refused) {
                outcome.completeExceptionally(refused);
            }
        });
        assertThatThrownBy(outcome::get).isInstanceOf(ExecutionException.class).cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("STRATA-2704: Unis.await(…) would block an event loop. Return the Uni instead.");
    }

    @RequestScoped
    public static class Visit {

        private final String id = UUID.randomUUID().toString();

        public String id() {
            return id;
        }
    }
}
