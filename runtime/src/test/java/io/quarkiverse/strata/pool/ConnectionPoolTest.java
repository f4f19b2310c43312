package io.quarkiverse.strata.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.pool.Turnover.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Whom connections are lent to, and when they are opened and closed, without a server. */
class ConnectionPoolTest {

    private static final PoolSettings OF_TWO = PoolSettings.ofSize(2);
    private static final Executor ONE = Runnable::run;
    private static final Executor OTHER = task -> task.run();

    private final Vertx vertx = Vertx.vertx();
    private final List<Member> opened = new CopyOnWriteArrayList<>();
    /** What the server answers who wants in; where it is empty it lets everybody in. */
    private final Queue<Promise<Void>> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean down;
    private ConnectionPool<Member> pool;

    @AfterEach
    void end() {
        vertx.close();
    }

    /** Says of itself what was done to it. */
    private final class Member extends PoolMember {

        private final AtomicBoolean lent = new AtomicBoolean();
        private volatile boolean hungUp;
        private volatile boolean cut;
        private volatile boolean dead;
        private final AtomicInteger checks = new AtomicInteger();

        Member(Executor loop) {
            super(loop);
        }

        @Override
        void hangUp() {
            hungUp = true;
            pool.lost(this);
        }

        @Override
        void cut() {
            cut = true;
            pool.lost(this);
        }

        @Override
        Future<Void> check() {
            checks.incrementAndGet();
            return dead ? Future.failedFuture("gone") : Future.succeededFuture();
        }
    }

    private ConnectionPool<Member> pool(PoolSettings settings) {
        pool = new ConnectionPool<>(vertx.getOrCreateContext(), settings, loop -> {
            attempts.incrementAndGet();
            if (down) {
                return Future.failedFuture("down");
            }
            Promise<Void> answer = answers.poll();
            return (answer == null ? Future.succeededFuture() : answer.future()).map(in -> {
                Member member = new Member(loop);
                opened.add(member);
                return member;
            });
        });
        pool.start();
        return pool;
    }

    private Future<Member> acquire(Executor loop) {
        Promise<Member> caller = Promise.promise();
        pool.acquire(loop, caller);
        return caller.future();
    }

    private Future<Member> acquire() {
        return acquire(ONE);
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static void becomes(java.util.concurrent.Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).atMost(Duration.ofSeconds(10)).until(condition);
    }

    @Test
    void whatWasUsedLastOnTheCallersEventLoopGoesFirst() {
        pool(PoolSettings.ofSize(3));
        Member first = get(acquire(ONE));
        Member second = get(acquire(ONE));
        Member third = get(acquire(OTHER));
        pool.recycle(first);
        pool.recycle(second);
        pool.recycle(third);
        assertThat(get(acquire(ONE))).isSameAs(second);
        assertThat(get(acquire(ONE))).isSameAs(first);
        assertThat(get(acquire(ONE))).as("another loop's rather than a new one").isSameAs(third);
        assertThat(opened).hasSize(3);
    }

    @Test
    void callersWaitInTheOrderInWhichTheyCame() {
        pool(OF_TWO);
        Member first = get(acquire());
        Member second = get(acquire());
        Future<Member> third = acquire();
        Future<Member> fourth = acquire();
        assertThat(pool.size()).isEqualTo(2);
        pool.recycle(second);
        assertThat(get(third)).isSameAs(second);
        assertThat(fourth.isComplete()).isFalse();
        pool.recycle(first);
        assertThat(get(fourth)).isSameAs(first);
    }

    @Test
    void aConnectionThatIsLostMakesRoomForOneWhoWaits() {
        pool(PoolSettings.ofSize(1));
        Member first = get(acquire());
        Future<Member> waits = acquire();
        pool.lost(first);
        assertThat(get(waits)).isNotSameAs(first);
        pool.recycle(first);
        assertThat(pool.size()).as("what is lost doesn't come back").isEqualTo(1);
    }

    @Test
    void whyConnectionsGoIsCounted() {
        pool(PoolSettings.ofSize(3));
        Member lost = get(acquire());
        Member lent = get(acquire());
        pool.recycle(get(acquire()));
        pool.lost(lost);
        pool.cut();
        assertThat(pool.turnover()).isEqualTo(new Turnover(3, Map.of(Reason.LOST, 1L, Reason.SWITCHED, 2L)));
        pool.recycle(lent); // is closed already
        pool.recycle(get(acquire()));
        pool.close();
        assertThat(pool.turnover())
                .isEqualTo(new Turnover(4, Map.of(Reason.LOST, 1L, Reason.SWITCHED, 2L, Reason.STOPPED, 1L)));
    }

    @Test
    void callersWhoComeAfterTheQueueIsFullAreRefused() {
        pool(PoolSettings.ofSize(1).withWaiting(Duration.ofSeconds(5), 1));
        Promise<Void> slow = Promise.promise();
        answers.add(slow);
        Future<Member> opens = acquire();
        Future<Member> waits = acquire();
        assertThatThrownBy(() -> get(acquire())).hasCauseInstanceOf(
                io.vertx.core.http.ConnectionPoolTooBusyException.class);
        slow.complete();
        pool.recycle(get(opens));
        assertThat(get(waits)).isNotNull();
    }

    @Test
    void whoLeavesMakesRoomForTheNext() {
        pool(PoolSettings.ofSize(1).withWaiting(Duration.ofSeconds(5), 1));
        Member only = get(acquire());
        Promise<Member> leaves = Promise.promise();
        pool.acquire(ONE, leaves);
        assertThatThrownBy(() -> get(acquire())).hasCauseInstanceOf(
                io.vertx.core.http.ConnectionPoolTooBusyException.class);
        pool.withdraw(leaves);
        assertThat(leaves.future().failed()).isTrue();
        Future<Member> stays = acquire();
        pool.recycle(only);
        assertThat(get(stays)).isSameAs(only);
    }

    @Test
    void whoWaitsForTooLongIsToldAndGetsNothingAfterwards() {
        pool(PoolSettings.ofSize(1).withWaiting(Duration.ofMillis(100), -1));
        Member only = get(acquire());
        Future<Member> first = acquire();
        Future<Member> second = acquire();
        assertThatThrownBy(() -> get(first)).hasMessageContaining("Timeout waiting for connection");
        assertThatThrownBy(() -> get(second)).hasMessageContaining("Timeout waiting for connection");
        pool.recycle(only);
        assertThat(get(acquire())).isSameAs(only);
    }

    @Test
    void asManyAsAskedForAreKeptWarm() {
        pool(PoolSettings.ofSize(5).withSize(2, 5));
        assertThat(opened).hasSize(2);
        pool.lost(opened.get(0));
        becomes(() -> opened.size() == 3);
        assertThat(pool.size()).isEqualTo(2);
    }

    @Test
    void whatNobodyNeedsIsClosedButForWhatIsKeptWarm() {
        pool(new PoolSettings(1, 3, Duration.ofSeconds(5), Duration.ofSeconds(5), -1, Duration.ofMillis(200), Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO));
        List<Member> used = List.of(get(acquire()), get(acquire()), get(acquire()));
        used.forEach(pool::recycle);
        becomes(() -> pool.size() == 1);
        assertThat(opened).hasSize(3).filteredOn(each -> each.hungUp).hasSize(2);
        assertThat(used.get(2).hungUp).as("the one that was used last stays").isFalse();
        assertThat(pool.turnover()).isEqualTo(new Turnover(3, Map.of(Reason.IDLE, 2L)));
    }

    @Test
    void anOldOneIsReplacedAndNotAllAreOldAtOnce() {
        pool(new PoolSettings(20, 20, Duration.ofSeconds(5), Duration.ofSeconds(5), -1, Duration.ZERO, Duration.ofSeconds(2),
                Duration.ZERO,
                Duration.ZERO));
        long shortest = opened.stream().mapToLong(each -> each.expires).min().getAsLong();
        long longest = opened.stream().mapToLong(each -> each.expires).max().getAsLong();
        assertThat(Duration.ofNanos(longest - shortest)).isBetween(Duration.ofMillis(50), Duration.ofMillis(250));
        List<Member> first = List.copyOf(opened);
        becomes(() -> first.stream().allMatch(each -> each.hungUp) && pool.size() == 20);
    }

    @Test
    void anOldOneThatIsLentGoesWhenItComesBack() throws Exception {
        pool(new PoolSettings(0, 1, Duration.ofSeconds(5), Duration.ofSeconds(5), -1, Duration.ZERO, Duration.ofMillis(50),
                Duration.ZERO,
                Duration.ZERO));
        Member old = get(acquire());
        Thread.sleep(200);
        assertThat(old.hungUp).isFalse();
        pool.recycle(old);
        assertThat(old.hungUp).isTrue();
        assertThat(get(acquire())).isNotSameAs(old);
        assertThat(pool.turnover()).isEqualTo(new Turnover(2, Map.of(Reason.EXPIRED, 1L)));
    }

    @Test
    void whatIsBeingOpenedWhenAllHaveToGoIsNotUsed() {
        pool(PoolSettings.ofSize(1));
        Promise<Void> slow = Promise.promise();
        answers.add(slow);
        Future<Member> waits = acquire();
        pool.cut();
        slow.complete();
        assertThat(opened.get(0).hungUp).isTrue();
        assertThat(get(waits)).isSameAs(opened.get(1));
    }

    @Test
    void whatLiesIdleIsAskedWhetherItIsStillThere() {
        pool(new PoolSettings(2, 2, Duration.ofSeconds(5), Duration.ofSeconds(5), -1, Duration.ZERO, Duration.ZERO,
                Duration.ofMillis(50),
                Duration.ZERO));
        Member dead = opened.get(0);
        Member good = opened.get(1);
        dead.dead = true;
        becomes(() -> good.checks.get() > 1 && dead.cut);
        assertThat(good.cut || good.hungUp).isFalse();
        becomes(() -> opened.size() == 3);
        assertThat(pool.size()).isEqualTo(2);
    }

    @Test
    void whileTheServerIsDownOneAttemptIsMadeAtATime() throws Exception {
        down = true;
        pool(PoolSettings.ofSize(8));
        assertThatThrownBy(() -> get(acquire())).hasMessageContaining("down");
        int before = attempts.get();
        List<Future<Member>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(acquire());
        }
        becomes(() -> calls.stream().allMatch(Future::isComplete));
        assertThat(attempts.get() - before).as("attempts for 100 callers").isBetween(1, 5);
        Future<Member> waits = acquire();
        down = false;
        assertThat(get(waits)).as("who comes in the pause gets what the next attempt opens").isNotNull();
    }

    @Test
    void anAttemptThatHangsIsGivenUpAndWhatItOpensLaterIsClosed() {
        pool(new PoolSettings(0, 1, Duration.ofMillis(100), Duration.ofSeconds(20), -1, Duration.ZERO, Duration.ZERO,
                Duration.ZERO, Duration.ZERO));
        Promise<Void> slow = Promise.promise();
        answers.add(slow);
        assertThatThrownBy(() -> get(acquire())).hasMessageContaining("no connection could be made within 100 ms");
        Member second = get(acquire());
        slow.complete();
        assertThat(opened).hasSize(2);
        assertThat(opened.get(1).hungUp).isTrue();
        assertThat(second.hungUp).isFalse();
    }

    @Test
    void aServerThatHangsUpRightAwayIsNotAskedInALoop() throws Exception {
        pool(PoolSettings.ofSize(1).withSize(1, 1));
        for (int i = 0; i < 5; i++) {
            int before = opened.size();
            pool.lost(opened.get(before - 1));
            becomes(() -> opened.size() > before);
        }
        int before = attempts.get();
        long start = System.nanoTime();
        pool.lost(opened.get(opened.size() - 1));
        assertThat(attempts).as("at once").hasValue(before);
        becomes(() -> attempts.get() > before);
        assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(20).toNanos());
    }

    @Test
    void whoMayNotWaitStillGetsAPlaceThatIsFree() {
        down = true;
        pool(PoolSettings.ofSize(2).withWaiting(Duration.ofSeconds(5), 0));
        assertThatThrownBy(() -> get(acquire())).hasMessageContaining("down");
        down = false;
        Future<Member> first = acquire();
        Future<Member> second = acquire();
        assertThat(get(first)).isNotSameAs(get(second));
    }

    @Test
    void theQueueIsLimitedTooWhileTheServerIsSilent() {
        pool(PoolSettings.ofSize(2).withWaiting(Duration.ofSeconds(5), 3));
        answers.add(Promise.promise());
        answers.add(Promise.promise());
        List<Future<Member>> calls = IntStream.range(0, 6).mapToObj(call -> acquire()).toList();
        assertThat(calls.subList(0, 5)).noneMatch(Future::isComplete);
        assertThat(calls.get(5).cause()).isInstanceOf(io.vertx.core.http.ConnectionPoolTooBusyException.class);
    }

    @Test
    void withoutALimitCallersWait() throws Exception {
        pool(PoolSettings.ofSize(1).withWaiting(Duration.ZERO, -1));
        Member only = get(acquire());
        Future<Member> waits = acquire();
        Thread.sleep(100);
        pool.recycle(only);
        assertThat(get(waits)).isSameAs(only);
    }

    @Test
    void aServerThatComesBackIsFoundWithoutACaller() {
        down = true;
        pool(PoolSettings.ofSize(2).withSize(1, 2));
        becomes(() -> attempts.get() > 3);
        down = false;
        becomes(() -> opened.size() == 1);
        assertThat(acquire().succeeded()).isTrue();
    }

    @Test
    void whereOthersMayComeBackAnAttemptThatFailsIsNoFailure() {
        pool(OF_TWO);
        Member first = get(acquire());
        down = true;
        Future<Member> waits = acquire();
        assertThat(waits.isComplete()).isFalse();
        assertThat(pool.lastFailure()).hasMessage("down");
        pool.recycle(first);
        assertThat(get(waits)).isSameAs(first);
    }

    @Test
    void aPoolThatEndsWaitsForWhatIsLentUpToALimit() {
        pool(new PoolSettings(0, 3, Duration.ofSeconds(5), Duration.ofSeconds(5), -1, Duration.ZERO, Duration.ZERO,
                Duration.ZERO,
                Duration.ofMillis(300)));
        Member idle = get(acquire());
        Member inTime = get(acquire());
        Member late = get(acquire());
        pool.recycle(idle);
        Future<Void> end = pool.close();
        assertThat(idle.hungUp).isTrue();
        assertThatThrownBy(() -> get(acquire())).isInstanceOf(CompletionException.class)
                .hasMessageContaining("the pool is closed");
        assertThat(inTime.hungUp || late.hungUp).isFalse();
        pool.recycle(inTime);
        assertThat(inTime.hungUp).isTrue();
        get(end);
        assertThat(late.hungUp).isTrue();
    }

    /** Threads that borrow, return and lose at random. */
    @Test
    void noneIsLentTwiceAndNoneGetsLost() throws Exception {
        pool(new PoolSettings(1, 4, Duration.ofSeconds(5), Duration.ofSeconds(20), -1, Duration.ofMillis(50),
                Duration.ofMillis(50),
                Duration.ofMillis(50), Duration.ZERO));
        AtomicInteger most = new AtomicInteger();
        AtomicInteger twice = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Executor loop = t % 2 == 0 ? ONE : OTHER;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 3_000; i++) {
                    Member mine = get(acquire(loop));
                    most.accumulateAndGet(pool.size(), Math::max);
                    if (!mine.lent.compareAndSet(false, true)) {
                        twice.incrementAndGet();
                    }
                    served.incrementAndGet();
                    Thread.yield();
                    boolean loses = ThreadLocalRandom.current().nextInt(50) == 0;
                    mine.lent.set(false);
                    if (loses) {
                        mine.cut();
                    } else {
                        pool.recycle(mine);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(served).hasValue(24_000);
        assertThat(twice).as("lent to two at once").hasValue(0);
        assertThat(most).as("open at once").hasValueLessThanOrEqualTo(4);
        becomes(() -> pool.size() == 1);
    }
}
