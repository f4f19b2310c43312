package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.count;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.strata.CheckViolationException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.OptimisticLockException;
import io.quarkiverse.strata.SeekPage;
import io.quarkiverse.strata.migration.MigrationReport;
import io.quarkiverse.strata.migration.MigrationStatus;
import io.quarkiverse.strata.seeding.SeederStatus;
import io.quarkiverse.strata.sql.Row;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** Runs what the documentation shows, as an application would that has it. */
class DocumentationTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(jar -> jar
            .addClasses(User.class, Status.class, Post.class, Account.class, Projections.class, Projections.Author.class,
                    Projections.Ranked.class, Projections.Feed.class, Projections.Found.class,
                    Projections.Writer.class, Projections.Text.class, M20261122_CreateUsers.class,
                    M20261123_CreateAccounts.class,
                    M20261124_IndexTitles.class, M20261125_ShortenUsers.class, M20261127_Screenings.class,
                    M20261128_TitlesAreGiven.class, UserSeeder.class, AccountSeeder.class,
                    Users.class, Posts.class, Accounts.class, Bookings.class, Ledger.class, Administration.class,
                    SlowFilms.class, Clauses.class, Idioms.class, Newcomers.class, Cached.class, Tenants.class,
                    Tenants.TenantSettings.class, Note.class, Notes.class, Notes.Conflict.class,
                    Customer.class, Customers.class))
            .overrideConfigKey("quarkus.strata.cache.enabled", "true");

    @Inject
    Database db;

    @Inject
    Users users;

    @Inject
    Posts posts;

    @Inject
    Clauses clauses;

    @Inject
    Idioms idioms;

    @Inject
    Accounts accounts;

    @Inject
    Bookings bookings;

    @Inject
    Tenants tenants;

    @Inject
    Ledger ledger;

    @Inject
    Administration administration;

    @Inject
    SlowFilms slowFilms;

    @Inject
    Newcomers newcomers;

    @Inject
    Cached cached;

    @Inject
    Notes notes;

    @Inject
    Customers customers;

    private User ada;

    @BeforeEach
    void rows() {
        await(db.execute(sql(Note.DDL)));
        await(db.execute(sql(Customers.DDL)));
        await(db.execute(sql("TRUNCATE users, posts, audit RESTART IDENTITY")));
        await(db.execute(sql("UPDATE accounts SET balance = CASE id WHEN 1 THEN 100 ELSE 50 END")));
        ada = await(users.register("ada@example.com", "Ada"));
    }

    @Test
    void locksSnapshotsAndNotifications() {
        assertThat(await(ledger.mean())).isEqualByComparingTo("75");
        List<List<Account>> seen = new CopyOnWriteArrayList<>();
        Cancellable listening = ledger.balances().subscribe().with(seen::add);
        Awaitility.await().until(() -> seen.size() == 1);
        await(ledger.pay(1, BigDecimal.TEN));
        Awaitility.await().until(() -> seen.size() == 2);
        listening.cancel();
        assertThat(seen.get(1).get(0).balance().subtract(seen.get(0).get(0).balance())).isEqualByComparingTo("10");
        assertThat(await(ledger.settleAll())).isTrue();
        assertThat(await(ledger.all())).allMatch(account -> account.balance().signum() == 0).hasSize(2);
    }

    @Test
    void usersAreFound() {
        assertThat(ada.id()).isEqualTo(1);
        assertThat(await(users.byEmail("ada@example.com"))).isEqualTo(ada);
        assertThat(await(users.byEmail("bob@example.com"))).isNull();
        assertThat(await(users.newest())).containsExactly(ada);
        assertThat(await(users.all().collect().asList())).containsExactly(ada);
    }

    @Test
    void whatOthersDoIsDoneInOurWords() {
        User bob = await(idioms.firstOrCreate("bob@example.com"));
        assertThat(await(idioms.firstOrCreate("bob@example.com"))).isEqualTo(bob);
        await(posts.publish(List.of(new Post(null, ada.id(), "Numbers", 7, List.of()),
                new Post(null, ada.id(), "Engines", 9, List.of()))));
        assertThat(await(idioms.busy(1))).containsExactly(new Projections.Author("Ada", 2));
        assertThat(await(idioms.shout(1))).isEqualTo(1);
        assertThat(await(idioms.increment(1))).isEqualTo(1);
        assertThat(await(idioms.titles(ada.id()))).containsExactly("Engines", "NUMBERS");
        assertThat(await(idioms.matching(List.of()))).extracting(Post::views).containsExactly(8, 9);
        assertThat(await(idioms.matching(List.of(col(Post::views).gt(8))))).extracting(Post::title).containsExactly("Engines");
        assertThat(await(idioms.one(bob.id()))).isEqualTo(bob);
        assertThat(await(idioms.named("new"))).containsExactly(bob);
        assertThat(await(idioms.rename(bob.id(), "Bob")).name()).isEqualTo("Bob");
        assertThat(await(idioms.page(0)).rows()).extracting(User::name).containsExactly("Ada", "Bob");
        long active = await(idioms.active());
        assertThat(active).isEqualTo(2);
        assertThat(await(idioms.mostRead())).extracting(row -> row.get("title", String.class)).containsExactly("Engines", null);
    }

    @Test
    void statementsDoWhatTheySay() {
        User bob = await(posts.register(User.of("bob@example.com", "Bobby")));
        assertThat(await(posts.register(User.of("bob@example.com", "Bob"))).name()).isEqualTo("Bob");
        List<Post> published = await(posts.publish(List.of(new Post(null, ada.id(), "Numbers", 7, List.of("maths")),
                new Post(null, ada.id(), "Engines", 9, List.of()))));
        assertThat(await(posts.authors())).containsExactly(new Projections.Author("Ada", 2),
                new Projections.Author("Bob", 0));
        assertThat(await(posts.top())).extracting(Projections.Ranked::title).containsExactly("Engines", "Numbers");
        assertThat(await(posts.feeds())).containsExactly(
                new Projections.Feed(ada.id(), "Ada", published, Optional.of(published.get(1))),
                new Projections.Feed(bob.id(), "Bob", List.of(), Optional.empty()));
        assertThat(await(posts.everything())).containsExactly(new Projections.Text("Engines", 9),
                new Projections.Text("Numbers", 7), new Projections.Writer("Ada"), new Projections.Writer("Bob"));
        assertThat(await(posts.of(List.of(ada.id(), bob.id())))).isEqualTo(published);
        assertThat(await(posts.search(null, null))).isEqualTo(published);
        assertThat(await(posts.search(ada.id(), "engine"))).containsExactly(published.get(1));
        assertThat(await(posts.search(bob.id(), null))).isEmpty();
        assertThat(await(posts.silent())).extracting(User::name).containsExactly("Bob");
        assertThat(await(posts.tagged("maths", 6))).containsExactly(published.get(0));
        assertThat(await(posts.longTitles(6))).isEqualTo(2);
        assertThat(await(posts.edit(published.get(0).id(), "Notes")).title()).isEqualTo("Notes");
        assertThat(await(posts.edit(99, "Notes"))).isNull();
        assertThat(await(posts.read(published.get(0).id()))).isEqualTo(1);
        assertThat(await(posts.page(0)).rows()).extracting(Post::views).containsExactly(8, 9);
        assertThat(await(posts.mostRead(null)).rows()).extracting(Post::views).containsExactly(9, 8);
        SeekPage<User> newest = await(posts.newest(null));
        assertThat(newest.rows()).extracting(User::name).containsExactly("Bob");
        assertThat(await(posts.newest(newest.next()))).isEqualTo(new SeekPage<>(List.of(ada), null));
        assertThat(await(posts.forget(ada.id()))).hasSize(2);
    }

    @Test
    void theFirstOfTwoWhoEditWins() {
        Note read = await(notes.add("Numbers"));
        Note saved = await(notes.save(read.saying("Engines")));
        assertThat(saved.version()).isEqualTo(1);
        assertThat(saved.createdAt()).isEqualTo(read.createdAt());
        assertThat(saved.updatedAt()).isAfter(read.updatedAt());
        assertThatThrownBy(() -> await(notes.save(read.saying("Looms")))).isInstanceOf(Notes.Conflict.class);
        assertThat(await(db.find(Note.class, read.id()))).isEqualTo(saved);
    }

    @Test
    void customersLeaveAndComeBack() {
        Customer eve = await(customers.join("Eve"));
        assertThat(await(customers.leave(eve))).isTrue();
        assertThat(await(customers.all())).isEmpty();
        assertThat(await(customers.former())).singleElement().satisfies(former -> {
            assertThat(former.name()).isEqualTo("Eve");
            assertThat(former.deletedAt()).isPresent();
        });
        assertThat(await(customers.restore(eve.id()))).isEqualTo(1);
        assertThat(await(customers.all())).containsExactly(eve);
        assertThat(await(customers.forget(eve.id()))).isEqualTo(1);
        assertThat(await(customers.former())).isEmpty();
    }

    @Test
    void manyNotesAreOneStatement(@TempDir Path directory) throws IOException {
        await(db.execute(sql("TRUNCATE notes RESTART IDENTITY")));
        long read = await(notes.load(Files.writeString(directory.resolve("notes"), "one\ntwo\nthree")));
        assertThat(read).isEqualTo(3);
        List<Note> all = await(db.list(select(Note.class).orderBy(col(Note::id))));
        assertThat(await(notes.saveAll(all.stream().map(note -> note.saying(note.text() + "!")).toList())))
                .extracting(Note::text).containsExactly("one!", "two!", "three!");
        assertThatThrownBy(() -> await(notes.saveAll(all))).isInstanceOf(OptimisticLockException.class);
    }

    @Test
    void clausesOfPostgres() {
        await(posts.publish(List.of(new Post(null, ada.id(), "Numbers", 7, List.of("maths", "old")),
                new Post(null, ada.id(), "Engines", 9, List.of()))));
        assertThat(texts(db.list(Clauses.VIEWS))).containsExactly("1 0 7 8.0", "null 1 7 8.0");
        assertThat(texts(db.list(Clauses.MOVING))).containsExactly("Numbers null", "Engines 7.0000000000000000");
        assertThat(texts(clauses.sample())).containsExactly("Numbers some maths 1", "Numbers some old 2");
        assertThat(texts(db.list(Clauses.REACHABLE))).containsExactly("1 false", "2 false", "3 false", "1 true");
        assertThat(texts(db.list(Clauses.LINES.bind("order", "{\"lines\": [{\"sku\": \"a\", \"qty\": 2}, {\"sku\": \"b\"}]}"))))
                .containsExactly("1 a 2", "2 b 1");
        assertThat(await(db.single(Clauses.TITLES))).hasToString("[\"Numbers\",\"Engines\"]");
        assertThat(await(db.execute(Clauses.SYNCHRONISE.bind("author", ada.id())))).isEqualTo(1);
        assertThat(texts(clauses.raise(3))).containsExactly("7 10");
        await(clauses.empty());
        assertThat(await(db.single(select(count()).from("posts")))).isZero();
    }

    private static List<String> texts(Uni<List<Row>> rows) {
        return await(rows).stream().map(row -> IntStream.range(0, row.columns().size())
                .mapToObj(i -> String.valueOf(row.get(i, Object.class))).collect(Collectors.joining(" "))).toList();
    }

    @Test
    void withoutReplicasThePrimaryAnswers() {
        assertThat(await(newcomers.newest())).containsExactly(ada);
        assertThat(await(newcomers.importUsers(List.of(User.of("bob@example.com", "Bob"), User.of("eve@example.com", "Eve")))))
                .hasSize(3);
        assertThat(newcomers.allUp()).isTrue();
    }

    @Test
    void resultsAreCachedUntilTheyAreOutdated() {
        assertThat(await(cached.active())).containsExactly(ada);
        assertThat(await(cached.active())).containsExactly(ada);
        assertThat(await(cached.authors())).isZero();
        long hits = db.cache().statistics().hits();
        assertThat(hits).isPositive();
        await(cached.publish());
        assertThat(await(cached.active())).containsExactly(ada);
        assertThat(db.cache().statistics().hits()).isEqualTo(hits + 1);
        User bob = await(users.register("bob@example.com", "Bob"));
        assertThat(await(cached.active())).containsExactly(ada, bob);
    }

    @Test
    void transactionsKeepAllOrNothing() {
        await(accounts.transfer(1, 2, new BigDecimal("30")));
        assertThat(balances()).containsExactly("70.00", "80.00");
        assertThatThrownBy(() -> await(accounts.transferTwice(1, 2, new BigDecimal("40"))))
                .isInstanceOf(CheckViolationException.class);
        assertThat(balances()).containsExactly("70.00", "80.00");
        await(accounts.transferAgain(1, 1, new BigDecimal("1")));
        assertThat(audited()).isEqualTo(1);
        assertThatThrownBy(() -> await(accounts.attempt(1, 2, new BigDecimal("400"))))
                .isInstanceOf(CheckViolationException.class);
        assertThat(audited()).isEqualTo(2);
        assertThat(await(accounts.attempt(1, 2, new BigDecimal("70")))).isEqualByComparingTo("0");
        long number = await(accounts.numbered(1, 2));
        assertThat(await(accounts.numbered(1, 2))).isEqualTo(number + 1);
    }

    @Test
    void transactionsHaveOptions() {
        await(bookings.transfer(1, 2, new BigDecimal("30")));
        assertThat(balances()).containsExactly("70.00", "80.00");
        await(bookings.book(1, new BigDecimal("20")));
        assertThat(bookings.told()).containsExactly("booked");
        assertThatThrownBy(() -> await(bookings.book(1, new BigDecimal("200")))).isInstanceOf(CheckViolationException.class);
        assertThat(bookings.told()).containsExactly("booked", "not booked");
        await(bookings.close(2));
        assertThat(await(bookings.sum())).isEqualByComparingTo("50.00");
    }

    @Test
    void aBeanGivesEachTransactionItsTenant() {
        tenants.serve("acme");
        try {
            String single = db.single(sql("SELECT current_setting('app.tenant')").as(String.class)).await()
                    .atMost(Duration.ofSeconds(5));
            assertThat(single).isEqualTo("acme");
        } finally {
            tenants.serve(null);
        }
    }

    @Test
    void migrationsAndSeedersTellWhereTheyStand() {
        assertThat(await(administration.status())).extracting(status -> status.id() + " " + status.state())
                .containsExactly("20261122 APPLIED", "20261123 APPLIED", "20261124 APPLIED", "20261125 APPLIED",
                        "20261127 APPLIED", "20261128 APPLIED");
        assertThat(await(administration.seeders())).extracting(SeederStatus::seededAt).hasSize(2).doesNotContainNull();
        assertThat(await(administration.whatWouldRun())).isEmpty();
        assertThat(await(administration.undoTheLast()).migrations()).extracting(MigrationReport.Run::description)
                .containsExactly("Titles are given");
        assertThat(await(administration.status())).extracting(MigrationStatus::state)
                .contains(MigrationStatus.State.PENDING);
        assertThat(await(administration.whatWouldRun())).isEqualTo("""
                -- 20261128 Titles are given
                ALTER TABLE posts ADD CONSTRAINT title_given CHECK (title <> '') NOT VALID;
                ALTER TABLE posts ALTER COLUMN title SET STATISTICS 500;
                DROP VIEW screenings_now;
                """);
        assertThat(await(administration.runIt()).migrations()).hasSize(1);
    }

    private List<String> balances() {
        return await(db.list(select(col(Account::balance)).from(Account.class).orderBy(col(Account::id))))
                .stream().map(BigDecimal::toString).toList();
    }

    private long audited() {
        return await(db.single(select(count()).from("audit")));
    }

    @Test
    void insight() {
        assertThat(await(slowFilms.plan("ada@example.com"))).contains("actual time=").contains("Execution Time: ");
        Post post = new Post(1L, ada.id(), "One", 0, List.of());
        assertThat(await(slowFilms.authors(List.of(post, post)))).containsExactly(ada, ada);
        assertThat(await(slowFilms.missingIndexes())).allMatch(ddl -> ddl.startsWith("CREATE INDEX CONCURRENTLY ON "));
        assertThat(slowFilms.mostExpensive()).isNotEmpty().hasSizeLessThanOrEqualTo(10);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
