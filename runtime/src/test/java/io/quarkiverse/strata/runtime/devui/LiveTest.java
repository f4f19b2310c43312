package io.quarkiverse.strata.runtime.devui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;

class LiveTest {

    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicReference<String> value = new AtomicReference<>("a");
    private final AtomicInteger reads = new AtomicInteger();
    private Live live = new Live(TICK, LONG, LONG);

    @AfterEach
    void end() {
        live.end();
    }

    private Uni<String> read() {
        reads.incrementAndGet();
        return Uni.createFrom().item(value::get);
    }

    @Test
    void sendsWhatHasChanged() {
        List<String> sent = new CopyOnWriteArrayList<>();
        Cancellable stream = live.page(this::read).subscribe().with(sent::add);
        await().until(() -> reads.get() > 5);
        assertThat(sent).containsExactly("a");
        value.set("b");
        await().until(() -> sent.size() == 2);
        assertThat(sent).containsExactly("a", "b");
        stream.cancel();
        int before = reads.get();
        await().pollDelay(TICK.multipliedBy(5)).until(() -> true);
        assertThat(reads.get()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void speaksNowAndThenWithoutAChange() {
        live = new Live(TICK, TICK.multipliedBy(3), LONG);
        List<String> sent = new CopyOnWriteArrayList<>();
        live.page(this::read).subscribe().with(sent::add);
        await().until(() -> sent.size() > 2);
        assertThat(sent).containsOnly("a");
    }

    @Test
    void curvesGetEachReading() {
        live = new Live(TICK, Duration.ZERO, LONG);
        List<String> sent = new CopyOnWriteArrayList<>();
        live.page(this::read).subscribe().with(sent::add);
        await().until(() -> sent.size() > 3);
        assertThat(reads.get()).isLessThanOrEqualTo(sent.size() + 1);
    }

    @Test
    void aPagesStreamEndsByItself() {
        live = new Live(TICK, LONG, TICK.multipliedBy(5));
        live.page(this::read).subscribe().withSubscriber(AssertSubscriber.create(10)).awaitCompletion();
    }

    @Test
    void allBadgesShareOneReading() {
        List<String> first = new CopyOnWriteArrayList<>();
        List<String> second = new CopyOnWriteArrayList<>();
        live = new Live(Duration.ofMillis(200), Duration.ZERO, LONG);
        var badge = live.badge(this::read);
        badge.subscribe().with(first::add);
        badge.subscribe().with(second::add);
        await().until(() -> first.size() == 3 && second.size() >= 2);
        assertThat(reads.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void aLaterBadgeIsToldAtOnce() {
        List<String> first = new CopyOnWriteArrayList<>();
        List<String> second = new CopyOnWriteArrayList<>();
        live = new Live(LONG, LONG, LONG);
        var badge = live.badge(this::read);
        badge.subscribe().with(first::add);
        await().until(() -> first.size() == 1);
        badge.subscribe().with(second::add);
        await().until(() -> second.equals(List.of("a")));
        assertThat(reads.get()).isEqualTo(1);
    }

    @Test
    void allEndWithTheApplication() {
        AssertSubscriber<String> subscriber = live.badge(this::read).subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        live.end();
        subscriber.awaitCompletion();
    }
}
