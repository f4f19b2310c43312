package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Notification;
import io.quarkiverse.strata.pool.Notifications;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.LogLines;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** LISTEN and NOTIFY. */
class ListenTest {

    private static final Notification START = new Notification("jobs", "", true);

    private final FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
    private final TestDatabase test = new TestDatabase(2, PipelineBegin.READS, proxy.port());
    private final TransactionalDatabase db = test.db();
    private final List<Notification> heard = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        db.close();
        await().until(() -> listening() == 0);
        test.close();
        proxy.close();
    }

    private long listening() {
        return test.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pool' "
                + "AND datname = current_database() AND query LIKE '%LISTEN%'");
    }

    private static Notification told(String payload) {
        return new Notification("jobs", payload, false);
    }

    private Cancellable listen() {
        Cancellable listening = db.listen("jobs").subscribe().with(heard::add);
        await().until(() -> heard.contains(START));
        return listening;
    }

    @Test
    void whatIsCommittedIsHeardFromTheStartOn() {
        test.sql("NOTIFY jobs, 'too early'");
        listen();
        await(db.notify("jobs", "alone"));
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.notify("jobs", "undone")
                .invoke(tx::setRollbackOnly).chain(() -> tx.notify("no such", null)).chain(() -> {
                    throw new IllegalStateException("undone");
                })))).hasMessage("undone");
        await(db.transaction(tx -> tx.notify("jobs", "twice").chain(() -> tx.notify("jobs", "twice"))
                .chain(() -> tx.notify("Jobs", "another channel"))));
        await(db.notify("jobs", null));
        await().untilAsserted(() -> assertThat(heard).containsExactly(START, told("alone"), told("twice"), told("")));
    }

    @Test
    void allShareOneConnectionAndTheLastOneClosesIt() {
        Cancellable first = listen();
        List<Notification> second = Collections.synchronizedList(new ArrayList<>());
        Cancellable same = db.listen("jobs").subscribe().with(second::add);
        Cancellable other = db.listen("O\"ther").subscribe().with(second::add);
        await().until(() -> second.size() == 2);
        assertThat(second).containsExactlyInAnyOrder(START, new Notification("O\"ther", "", true));
        assertThat(listening()).isEqualTo(1);
        first.cancel();
        await(db.notify("jobs", "x"));
        await(db.notify("O\"ther", "y"));
        await().untilAsserted(() -> assertThat(second).contains(told("x"), new Notification("O\"ther", "y", false)));
        assertThat(heard).containsExactly(START);
        other.cancel();
        same.cancel();
        await().until(() -> listening() == 0);
    }

    @Test
    void aLostConnectionIsOpenedAnewAndTheListenersAreTold() {
        listen();
        test.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%LISTEN%' "
                + "AND pid <> pg_backend_pid() AND datname = current_database()");
        await().atMost(Duration.ofSeconds(5)).until(() -> heard.equals(List.of(START, START)));
        await(db.notify("jobs", "again"));
        await().untilAsserted(() -> assertThat(heard).containsExactly(START, START, told("again")));
    }

    @Test
    void aConnectionThatIsDeadWithoutAWordIsFound() {
        Notifications watchful = new Notifications(db.primary(), Duration.ofMillis(200), Duration.ofMillis(300));
        watchful.listen("jobs").subscribe().with(heard::add);
        await().until(() -> heard.contains(START));
        proxy.stallOpen();
        await().atMost(Duration.ofSeconds(5)).until(() -> heard.equals(List.of(START, START)));
        watchful.close();
    }

    @Test
    void whileTheServerIsAwayItIsToldOnceAndTriedAgain() {
        listen();
        try (LogLines log = new LogLines(Notifications.class.getName())) {
            proxy.redirect(1); // nobody is there
            proxy.cut();
            await().atMost(Duration.ofSeconds(20)).until(() -> !log.with("STRATA-2146").isEmpty());
            assertThat(log.with("STRATA-2146").get(0))
                    .startsWith("STRATA-2146: nobody can listen to datasource <default> for now: STRATA-2103");
            proxy.redirect(PostgresServer.get().port());
            await().atMost(Duration.ofSeconds(20)).until(() -> heard.size() > 1);
            assertThat(log.with("STRATA-2146")).hasSize(1);
        }
        assertThat(heard).containsExactly(START, START);
    }

    @Test
    void whoIsTooSlowGetsAStartInTheirPlace() {
        AssertSubscriber<Notification> slow = db.listen("jobs").subscribe().withSubscriber(AssertSubscriber.create(1));
        await().until(() -> slow.getItems().equals(List.of(START)));
        await(db.transaction(
                tx -> tx.execute(read("SELECT count(pg_notify('jobs', g::text)) FROM generate_series(1, 1500) g"))));
        await(db.notify("jobs", "last"));
        listen(); // behind all of them
        await(db.notify("jobs", "seen by all"));
        await().until(() -> heard.contains(told("seen by all")));
        slow.request(Long.MAX_VALUE);
        await().untilAsserted(() -> assertThat(slow.getItems()).endsWith(told("last"), told("seen by all")));
        assertThat(slow.getItems()).startsWith(START, START).hasSizeLessThan(600).contains(told("1500"));
    }

    @Test
    void whoLeavesAtOnceIsNotKept() {
        db.listen("jobs").onSubscription().invoke(Flow.Subscription::cancel).subscribe().with(heard::add);
        Cancellable other = db.listen("others").subscribe().with(heard::add);
        await().until(() -> heard.size() == 1);
        other.cancel();
        await().until(() -> listening() == 0);
        assertThat(heard).doesNotContain(START);
    }

    @Test
    void theyArriveOnTheSubscribersContext() {
        Context own = PostgresServer.get().vertx().getOrCreateContext();
        AtomicBoolean right = new AtomicBoolean();
        own.runOnContext(now -> db.listen("jobs").subscribe().with(told -> right.set(Vertx.currentContext() == own)));
        await().untilTrue(right);
    }

    @Test
    void aStopOfTheApplicationIsTheirEnd() {
        AssertSubscriber<Notification> subscriber = db.listen("jobs").subscribe()
                .withSubscriber(AssertSubscriber.create(10));
        await().until(() -> !subscriber.getItems().isEmpty());
        db.close();
        subscriber.awaitCompletion();
        db.listen("jobs").subscribe().withSubscriber(AssertSubscriber.create(10)).awaitCompletion();
    }

    @Test
    void aNameThatWouldBeCutIsRefused() {
        assertThatThrownBy(() -> db.listen(String.join("", IntStream.range(0, 64).mapToObj(i -> "x").toList())))
                .hasMessageStartingWith("STRATA-2145: the channel's name \"xxx").hasMessageContaining("more than 63 bytes");
        assertThatThrownBy(() -> db.listen("")).hasMessageContaining("is empty");
    }
}
