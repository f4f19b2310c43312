package io.quarkiverse.strata.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.Writes;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

class ConsistencyTokensTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final WalPosition FAR = new WalPosition(7, 1, 5000);
    private static final Duration AGE = Duration.ofMinutes(10);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final WritePositions ours = new WritePositions("<default>");
    private final WritePositions theirs = new WritePositions("<default>");

    @AfterAll
    static void close() {
        VERTX.close();
    }

    private static ConsistencyTokens tokens(WritePositions positions, Instant at, String... secrets) {
        return new ConsistencyTokens(Map.of("<default>", positions), List.of(secrets), AGE, Clock.fixed(at, ZoneOffset.UTC));
    }

    /** As in a request of its own. */
    private static <T> T request(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Context request = VertxContext.createNewDuplicatedContext(VERTX.getOrCreateContext());
        request.runOnContext(go -> {
            try {
                done.complete(work.get());
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        return done.orTimeout(5, TimeUnit.SECONDS).join();
    }

    private static void write(WritePositions positions, WalPosition position) {
        Writes writes = new Writes("<default>");
        if (position != WalPosition.UNKNOWN) {
            writes.note(WritePositions.key("<default>"), position);
        }
        positions.ended(writes, Outcome.COMMITTED);
    }

    private String issued(WalPosition position) {
        return request(() -> {
            write(ours, position);
            return tokens(ours, NOW, "secret of the first").issue();
        });
    }

    private WalPosition accepted(String token, Instant at, String... secrets) {
        return request(() -> {
            tokens(theirs, at, secrets).accept(token);
            return theirs.current();
        });
    }

    @Test
    void anotherInstanceKnowsWhatWasWritten() {
        assertThat(accepted(issued(FAR), NOW, "secret of the first")).isEqualTo(FAR);
        assertThat(accepted(issued(WalPosition.UNKNOWN), NOW, "secret of the first")).isEqualTo(WalPosition.UNKNOWN);
        assertThat(accepted(issued(FAR), NOW, "a new one in front", "secret of the first")).isEqualTo(FAR);
    }

    @Test
    void whoHasWrittenNothingGetsNone() {
        String unwritten = request(() -> {
            tokens(ours, NOW, "secret").accept(null);
            return tokens(ours, NOW, "secret").issue();
        });
        assertThat(unwritten).isNull();
        String token = issued(FAR);
        String onlyRead = request(() -> {
            tokens(theirs, NOW, "secret of the first").accept(token);
            return tokens(theirs, NOW, "secret of the first").issue();
        });
        assertThat(onlyRead).isNull();
    }

    @Test
    void whatCameIsInWhatGoesOn() {
        String token = issued(FAR);
        String next = request(() -> {
            ConsistencyTokens here = tokens(theirs, NOW, "secret of the first");
            here.accept(token);
            write(theirs, new WalPosition(7, 1, 40)); // a server's answer that is older: what counts is the furthest
            return here.issue();
        });
        assertThat(accepted(next, NOW, "secret of the first")).isEqualTo(FAR);
    }

    @Test
    void afterAFailoverTheLaterTimelineCounts() {
        WalPosition promoted = new WalPosition(7, 2, 100);
        String token = issued(FAR);
        String next = request(() -> {
            ConsistencyTokens here = tokens(theirs, NOW, "secret of the first");
            here.accept(token);
            write(theirs, promoted);
            return here.issue();
        });
        assertThat(accepted(next, NOW, "secret of the first")).isEqualTo(promoted);
    }

    @Test
    void aWriteThatIsStillUnderWayIsNotPassedOver() {
        String token = request(() -> {
            Writes writes = new Writes("<default>");
            ours.before(writes);
            return tokens(ours, NOW, "secret of the first").issue();
        });
        assertThat(accepted(token, NOW, "secret of the first")).isEqualTo(WalPosition.UNKNOWN);
    }

    @Test
    void oneThatHasLostItsRequestCounts() {
        String token = request(() -> {
            Supplier<String> later = tokens(ours, NOW, "secret of the first").accept(null);
            CompletableFuture.runAsync(() -> write(ours, FAR)).join();
            return later.get();
        });
        assertThat(accepted(token, NOW, "secret of the first")).isEqualTo(FAR);
    }

    @Test
    void oneOnACopyOfTheRequestsContextCounts() {
        String token = request(() -> {
            Supplier<String> later = tokens(ours, NOW, "secret of the first").accept(null);
            ContextInternal copy = ((ContextInternal) VERTX.getOrCreateContext()).duplicate();
            copy.localContextData().putAll(((ContextInternal) Vertx.currentContext()).localContextData());
            copy.dispatch(go -> write(ours, FAR));
            return later.get();
        });
        assertThat(accepted(token, NOW, "secret of the first")).isEqualTo(FAR);
    }

    @Test
    void anotherRequestOfTheClientMayHaveBeenQuicker() {
        request(() -> {
            write(ours, FAR);
            return null;
        });
        assertThat(accepted(issued(new WalPosition(7, 1, 40)), NOW, "secret of the first")).isEqualTo(FAR);
    }

    @Test
    void oneThatNobodyHereHasSignedIsIgnored() {
        String token = issued(FAR);
        assertThat(accepted(token, NOW, "another secret")).isNull();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, i) + other + token.substring(i + 1);
            WalPosition found = accepted(forged, NOW, "secret of the first");
            assertThat(found == null || found.equals(FAR)).as(forged).isTrue(); // the last letter has bits to spare
        }
        for (String nonsense : List.of("", "?", "AAAA", "x".repeat(100_000), token.substring(0, 20), token + "AAAA")) {
            assertThat(accepted(nonsense, NOW, "secret of the first")).isNull();
        }
    }

    @Test
    void oneThatIsTooOldIsIgnored() {
        String token = issued(FAR);
        assertThat(accepted(token, NOW.plus(AGE), "secret of the first")).isEqualTo(FAR);
        assertThat(accepted(token, NOW.plus(AGE).plusMillis(1), "secret of the first")).isNull();
    }

    @Test
    void outsideOfRequestsItIsAMistake() {
        String token = issued(FAR);
        ConsistencyTokens here = tokens(theirs, NOW, "secret of the first");
        assertThatThrownBy(() -> here.accept(token)).isInstanceOf(IllegalStateException.class)
                .hasMessage("STRATA-2149: a consistency token was accepted outside of any request, where it counts for "
                        + "nothing. Do it inside db.readYourWrites(() -> …).");
    }
}
