package io.quarkiverse.strata.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.SeedingException;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Shape;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;

class SeedingTest {

    private static final Set<Environment> HERE = Set.of(Environment.TEST);
    private static final String DS = "<default>";

    private final Map<String, Seeder> seeders = new LinkedHashMap<>();
    private final List<SeederDefinition> plan = new ArrayList<>();
    private TestDatabase test;
    private String database;

    @AfterEach
    void close() {
        test.close();
    }

    @BeforeEach
    void createDatabase() {
        test = new TestDatabase(10);
        database = test.name();
        PostgresServer.get().execute(database, "CREATE TABLE film (title text)");
    }

    private Seeding seeding(Environment environment, Set<String> allowed) {
        return new Seeding(plan, environment, allowed::contains, definition -> seeders.get(definition.seeder()),
                name -> test.db());
    }

    private void add(String name, Set<Environment> environments, Seeder seeder) {
        plan.add(new SeederDefinition(name, name, DS, Set.of(), environments));
        seeders.put(name, seeder);
    }

    private static Uni<Void> insert(Queries db, String title) {
        return db.execute(new Text("INSERT INTO film VALUES ('" + title + "')")).replaceWithVoid();
    }

    private record Text(String sql) implements Query<Row> {

        @Override
        public Rendered rendered() {
            return new Rendered(sql, List.of());
        }

        @Override
        public boolean writes() {
            return true;
        }

        @Override
        public Shape<Row> shape() {
            return Shape.row();
        }
    }

    private List<String> column(String sql) {
        List<String> values = new ArrayList<>();
        PostgresServer.get().execute(database, sql).forEach(row -> values.add(row.getString(0)));
        return values;
    }

    private static <T> T await(Uni<T> uni) {
        return PostgresServer.await(uni);
    }

    @Test
    void runsEachOnceInOrderAndRecordsIt() {
        add("A", HERE, db -> insert(db, "a"));
        add("B", HERE, db -> insert(db, "b"));
        Seeding seeding = seeding(Environment.TEST, Set.of());
        Uni<List<SeederRun>> run = seeding.run();

        assertThat(await(run)).extracting(SeederRun::seeder, SeederRun::ran).containsExactly(
                org.assertj.core.groups.Tuple.tuple("A", true), org.assertj.core.groups.Tuple.tuple("B", true));
        assertThat(await(run)).extracting(SeederRun::ran).containsExactly(false, false);
        assertThat(await(run)).extracting(SeederRun::duration).containsOnly(Duration.ZERO);
        assertThat(column("SELECT title FROM film")).containsExactly("a", "b");
        assertThat(column("SELECT id FROM strata_seeders ORDER BY id")).containsExactly("A", "B");
    }

    @Test
    void aLaterSeederRunsAloneInASeededDatabase() {
        add("A", HERE, db -> insert(db, "a"));
        await(seeding(Environment.TEST, Set.of()).run());
        add("B", HERE, db -> insert(db, "b"));
        assertThat(await(seeding(Environment.TEST, Set.of()).run())).extracting(SeederRun::ran).containsExactly(false, true);
        assertThat(column("SELECT title FROM film")).containsExactly("a", "b");
    }

    @Test
    void otherEnvironmentsAreLeftOut() {
        add("A", Set.of(Environment.DEVELOPMENT), db -> insert(db, "a"));
        assertThat(await(seeding(Environment.TEST, Set.of()).run())).isEmpty();
        assertThat(column("SELECT title FROM film")).isEmpty();
        assertThat(column("SELECT to_regclass('strata_seeders')::text")).containsOnlyNulls();
    }

    @Test
    void otherDatasourcesAreLeftOut() {
        add("A", HERE, db -> insert(db, "a"));
        assertThat(await(seeding(Environment.TEST, Set.of()).run(Set.of("reports")))).isEmpty();
    }

    @Test
    void aFailureRollsBackItsRowsAndItsRecordAndStopsTheRest() {
        add("A", HERE, db -> insert(db, "a"));
        add("B", HERE, db -> insert(db, "b").chain(() -> Uni.createFrom().failure(new IllegalStateException("secret"))));
        add("C", HERE, db -> insert(db, "c"));
        assertThatThrownBy(() -> await(seeding(Environment.TEST, Set.of()).run())).isInstanceOf(SeedingException.class)
                .hasMessage("STRATA-3301: Seeder B failed in datasource <default>. What it wrote is rolled back and the seeders"
                        + " after it did not run; those before it stay. Correct the cause and start again. Cause:"
                        + " java.lang.IllegalStateException")
                .hasRootCauseMessage("secret")
                .satisfies(failure -> assertThat(((SeedingException) failure).details())
                        .isEqualTo(new ErrorDetails("STRATA-3301", DS, null, null, null, null, null)));
        assertThat(column("SELECT title FROM film")).containsExactly("a");
        assertThat(column("SELECT id FROM strata_seeders")).containsExactly("A");

        seeders.put("B", db -> insert(db, "b"));
        assertThat(await(seeding(Environment.TEST, Set.of()).run())).extracting(SeederRun::ran)
                .containsExactly(false, true, true);
        assertThat(column("SELECT title FROM film")).containsExactly("a", "b", "c");
    }

    @Test
    void aSeederThatThrowsOrReturnsNullIsAFailureOfThatSeeder() {
        add("A", HERE, db -> {
            throw new IllegalStateException();
        });
        assertThatThrownBy(() -> await(seeding(Environment.TEST, Set.of()).run()))
                .hasMessageStartingWith("STRATA-3301: Seeder A failed in datasource <default>.");
        seeders.put("A", db -> null);
        assertThatThrownBy(() -> await(seeding(Environment.TEST, Set.of()).run()))
                .hasMessageStartingWith("STRATA-3301: Seeder A failed in datasource <default>.");
        assertThat(column("SELECT id FROM strata_seeders")).isEmpty();
    }

    @Test
    void instancesThatStartTogetherSeedOnce() {
        AtomicInteger runs = new AtomicInteger();
        add("A", HERE, db -> Uni.createFrom().voidItem().invoke(runs::incrementAndGet)
                .onItem().delayIt().by(Duration.ofMillis(100)).chain(() -> insert(db, "a")));
        List<CompletableFuture<List<SeederRun>>> instances = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            instances.add(CompletableFuture.supplyAsync(() -> await(seeding(Environment.TEST, Set.of()).run()),
                    command -> new Thread(command).start()));
        }
        assertThat(instances.stream().flatMap(instance -> instance.join().stream()).filter(SeederRun::ran)).hasSize(1);
        assertThat(runs).hasValue(1);
        assertThat(column("SELECT title FROM film")).containsExactly("a");
    }

    @Test
    void whenTheFirstOfTwoInstancesFailsTheSecondSeeds() {
        AtomicInteger runs = new AtomicInteger();
        add("A", HERE, db -> insert(db, "a").onItem().delayIt().by(Duration.ofMillis(300))
                .chain(() -> runs.incrementAndGet() == 1 ? Uni.createFrom().failure(new IllegalStateException())
                        : Uni.createFrom().voidItem()));
        CompletableFuture<List<SeederRun>> one = CompletableFuture
                .supplyAsync(() -> await(seeding(Environment.TEST, Set.of()).run()), command -> new Thread(command).start());
        CompletableFuture<List<SeederRun>> two = CompletableFuture
                .supplyAsync(() -> await(seeding(Environment.TEST, Set.of()).run()), command -> new Thread(command).start());
        CompletableFuture.allOf(one, two).exceptionally(failure -> null).join();
        assertThat(List.of(one.isCompletedExceptionally(), two.isCompletedExceptionally()))
                .containsExactlyInAnyOrder(true, false);
        assertThat(column("SELECT title FROM film")).containsExactly("a");
    }

    @Test
    void productionRefusesUnlessItIsAllowed() {
        add("A", Set.of(Environment.PRODUCTION), db -> insert(db, "a"));
        add("B", HERE, db -> insert(db, "b"));
        assertThatThrownBy(() -> await(seeding(Environment.PRODUCTION, Set.of()).run())).isInstanceOf(SeedingException.class)
                .hasMessage("STRATA-3302: This is production, where datasource <default> isn't seeded unless its configuration"
                        + " says so. Set the property seeding.allow-in-production of that datasource to true, or don't ask for"
                        + " seeding: leave its seeding.seed-at-start unset.");
        assertThat(column("SELECT title FROM film")).isEmpty();
        assertThat(await(seeding(Environment.PRODUCTION, Set.of(DS)).run())).extracting(SeederRun::seeder)
                .containsExactly("A");
        assertThat(column("SELECT title FROM film")).containsExactly("a");
    }

    @Test
    void statusTellsWhatRanAndChangesNothing() {
        add("A", HERE, db -> insert(db, "a"));
        add("B", Set.of(Environment.PRODUCTION), db -> insert(db, "b"));
        Seeding seeding = seeding(Environment.TEST, Set.of());
        assertThat(await(seeding.status())).containsExactly(new SeederStatus("A", "A", DS, true, null),
                new SeederStatus("B", "B", DS, false, null));
        assertThat(column("SELECT to_regclass('strata_seeders')::text")).containsOnlyNulls();
        await(seeding.run());
        assertThat(await(seeding.status())).satisfiesExactly(
                status -> assertThat(status.seededAt()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1)),
                status -> assertThat(status.seededAt()).isNull());
    }

    private static Seeder filling(String table, Seeder seeder) {
        return new Seeder() {
            @Override
            public Uni<Void> run(Queries db) {
                return seeder.run(db);
            }

            @Override
            public Set<String> truncates() {
                return Set.of(table);
            }
        };
    }

    @Test
    void resetEmptiesTheTablesOfTheSeedersThatNameThemAndTheseRunAgain() {
        PostgresServer.get().execute(database, "CREATE TABLE actor (name text); CREATE TABLE extra (name text)");
        add("A", HERE, filling("film", db -> insert(db, "a")));
        add("B", HERE, db -> db.execute(new Text("INSERT INTO extra VALUES ('b')")).replaceWithVoid());
        add("C", Set.of(Environment.STAGING), filling("actor", db -> insert(db, "c")));
        PostgresServer.get().execute(database, "INSERT INTO actor VALUES ('kept'); INSERT INTO film VALUES ('old')");
        Seeding seeding = seeding(Environment.TEST, Set.of());
        await(seeding.run());

        assertThat(await(seeding.reset())).containsExactly(new SeedReset(DS, List.of("film"), List.of("A")));
        assertThat(column("SELECT title FROM film")).isEmpty();
        List<SeederRun> heard = java.util.Collections.synchronizedList(new ArrayList<>());
        assertThat(await(seeding.run(Set.of(DS), heard::add))).extracting(SeederRun::ran).containsExactly(true, false);
        assertThat(heard).extracting(SeederRun::seeder).containsExactly("A", "B");
        assertThat(column("SELECT title FROM film")).containsExactly("a");
        assertThat(column("SELECT name FROM actor")).containsExactly("kept");
        assertThat(column("SELECT name FROM extra")).containsExactly("b");
    }

    @Test
    void resetLeavesAllAsItWasWhereATableCantBeEmptied() {
        add("A", HERE, filling("film", db -> insert(db, "a")));
        add("B", HERE, filling("nowhere", db -> insert(db, "b")));
        Seeding seeding = seeding(Environment.TEST, Set.of());
        await(seeding.run());
        assertThatThrownBy(() -> await(seeding.reset())).isInstanceOf(SeedingException.class)
                .hasMessageStartingWith("STRATA-3305: There is no table nowhere to be emptied.");
        assertThat(column("SELECT title FROM film")).containsExactly("a", "b");
        assertThat(column("SELECT id FROM strata_seeders ORDER BY id")).containsExactly("A", "B");
    }

    @Test
    void resetIsRefusedInProduction() {
        add("A", HERE, filling("film", db -> insert(db, "a")));
        assertThatThrownBy(() -> await(seeding(Environment.PRODUCTION, Set.of(DS)).reset()))
                .hasMessage("STRATA-3307: This application runs in production, where tables aren't emptied. Start it with"
                        + " another profile, -Dquarkus.profile=staging for example.");
    }

    @Test
    void aDatabaseThatIsMarkedAsProductionIsSeededByAnApplicationInProductionAlone() {
        add("A", Set.of(Environment.TEST, Environment.PRODUCTION), filling("film", db -> insert(db, "a")));
        PostgresServer.get().execute(database, io.quarkiverse.strata.guard.EnvironmentMark.write("public", "production"));
        String refused = "STRATA-3303: This database is marked as production, and this application, whose environment is test,"
                + " would seed datasource <default>. If it isn't production, mark it once as what it is: db mark development."
                + " If the database is the wrong one, correct the URL of the datasource.";
        assertThatThrownBy(() -> await(seeding(Environment.TEST, Set.of()).run())).isInstanceOf(SeedingException.class)
                .hasMessage(refused);
        assertThat(column("SELECT to_regclass('strata_seeders')::text")).containsOnlyNulls();
        assertThat(await(seeding(Environment.PRODUCTION, Set.of(DS)).run())).extracting(SeederRun::ran).containsExactly(true);
        assertThat(await(seeding(Environment.TEST, Set.of()).run())).extracting(SeederRun::ran).containsExactly(false);
    }
}
