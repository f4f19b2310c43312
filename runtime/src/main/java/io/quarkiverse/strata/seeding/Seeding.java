package io.quarkiverse.strata.seeding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.SeedingException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.transaction.ToldSettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Runs the application's seeders. Inject it: {@code @Inject Seeding seeding}. At the start of a development or test run they
 * run by themselves.
 *
 * <pre>{@code
 * Uni<List<SeederRun>> runs = seeding.run();
 * }</pre>
 */
public final class Seeding {

    private static final Logger LOG = Logger.getLogger(Seeding.class);
    /** The configured timeout is a request's, not a seeder's. */
    private static final TransactionOptions UNBOUNDED = TransactionOptions.defaults().withTimeout(Duration.ZERO);

    private final List<SeederDefinition> plan;
    private final Environment environment;
    private final Predicate<String> allowedInProduction;
    private final Function<SeederDefinition, Seeder> seeders;
    private final Function<String, Database> databases;

    /**
     * For Strata's own wiring.
     *
     * @param plan the seeders in the order in which they run
     * @param environment where this application runs
     * @param allowedInProduction tells of a datasource whether it may be seeded in production
     * @param seeders finds the bean
     * @param databases finds the database of a datasource
     */
    public Seeding(List<SeederDefinition> plan, Environment environment, Predicate<String> allowedInProduction,
            Function<SeederDefinition, Seeder> seeders, Function<String, Database> databases) {
        this.plan = List.copyOf(plan);
        this.environment = environment;
        this.allowedInProduction = allowedInProduction;
        this.seeders = seeders;
        this.databases = databases;
    }

    /**
     * Runs the seeders of all datasources that belong to the present environment and never ran in their database, one after
     * another. Two instances may do so at the same time: each seeder runs in one of them, the other waits for it.
     *
     * @return what became of each, in order; fails with {@link SeedingException} at the first that fails, naming it (what that
     *         one wrote is rolled back, those before it stay), and in production where it isn't allowed. Cancelling rolls back
     *         the one that runs.
     */
    public Uni<List<SeederRun>> run() {
        return run(dataSources());
    }

    /** As {@link #run()}, for some datasources. */
    public Uni<List<SeederRun>> run(Set<String> dataSources) {
        return run(dataSources, run -> {
        });
    }

    /**
     * As {@link #run(Set)}, telling of each seeder when it has ended.
     *
     * @param progress called on an event loop: it must not block
     */
    public Uni<List<SeederRun>> run(Set<String> dataSources, Consumer<SeederRun> progress) {
        return Uni.createFrom().deferred(() -> {
            List<SeederDefinition> wanted = plan.stream()
                    .filter(seeder -> dataSources.contains(seeder.dataSource()) && runsHere(seeder)).toList();
            Set<String> concerned = wanted.stream().map(SeederDefinition::dataSource)
                    .collect(Collectors.toCollection(TreeSet::new));
            refuseInProduction(concerned);
            return histories(concerned)
                    .call(histories -> refuseMarked(wanted, histories))
                    .call(() -> Multi.createFrom().iterable(concerned).onItem()
                            .transformToUniAndConcatenate(
                                    name -> ToldSettings.none(name, SeederHistory.create(databases.apply(name))))
                            .collect().last())
                    .chain(histories -> Multi.createFrom().iterable(wanted)
                            .onItem().transformToUniAndConcatenate(
                                    seeder -> histories.get(seeder.dataSource()).containsKey(seeder.id())
                                            ? Uni.createFrom().item(skipped(seeder))
                                            : seed(seeder))
                            .invoke(progress).collect().asList());
        });
    }

    /** As {@link #reset(Set)}, for all datasources. */
    public Uni<List<SeedReset>> reset() {
        return reset(dataSources());
    }

    /**
     * Empties the tables that the seeders of the present environment name in {@link Seeder#truncates}, each datasource's with
     * one {@code TRUNCATE … RESTART IDENTITY}, and forgets that these seeders ran, in one transaction a datasource:
     * {@link #run(Set)} fills them again.
     *
     * @return what was done, a datasource each that has such seeders; fails with {@link SeedingException} in production, by
     *         the application's environment or by the database's mark, and as {@link Truncation#on} does
     */
    public Uni<List<SeedReset>> reset(Set<String> dataSources) {
        return Uni.createFrom().deferred(() -> {
            if (environment == Environment.PRODUCTION) {
                throw Truncation.failure("STRATA-3307", "This application runs in production, where tables aren't emptied."
                        + " Start it with another profile, -Dquarkus.profile=staging for example.");
            }
            return Multi.createFrom().iterable(dataSources).onItem().transformToUniAndConcatenate(this::resetOne)
                    .filter(reset -> !reset.seeders().isEmpty()).collect().asList();
        });
    }

    private Uni<SeedReset> resetOne(String dataSource) {
        List<SeederDefinition> concerned = plan.stream().filter(seeder -> seeder.dataSource().equals(dataSource)
                && runsHere(seeder) && !seeders.apply(seeder).truncates().isEmpty()).toList();
        List<String> tables = concerned.stream().flatMap(seeder -> seeders.apply(seeder).truncates().stream().sorted())
                .distinct().toList();
        List<String> names = concerned.stream().map(SeederDefinition::seeder).toList();
        if (concerned.isEmpty()) {
            return Uni.createFrom().item(new SeedReset(dataSource, List.of(), List.of()));
        }
        return databases.apply(dataSource).transaction(tx -> Truncation.of(tables).on(tx)
                .call(() -> SeederHistory.forget(tx, concerned))).map(emptied -> new SeedReset(dataSource, emptied, names))
                .invoke(reset -> LOG.infof("Emptied %s in datasource %s", String.join(", ", reset.tables()), dataSource));
    }

    /** All seeders in the order in which they run, with what their databases remember of them. Changes nothing. */
    public Uni<List<SeederStatus>> status() {
        return Uni.createFrom().deferred(() -> histories(dataSources())).map(histories -> plan.stream()
                .map(seeder -> new SeederStatus(seeder.seeder(), seeder.id(), seeder.dataSource(), runsHere(seeder),
                        histories.get(seeder.dataSource()).get(seeder.id())))
                .toList());
    }

    /** Where this application runs. */
    public Environment environment() {
        return environment;
    }

    private Set<String> dataSources() {
        return plan.stream().map(SeederDefinition::dataSource).collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean runsHere(SeederDefinition seeder) {
        return seeder.environments().contains(environment);
    }

    private void refuseInProduction(Set<String> concerned) {
        List<String> refused = new ArrayList<>(concerned);
        refused.removeIf(allowedInProduction);
        if (environment == Environment.PRODUCTION && !refused.isEmpty()) {
            String name = refused.get(0);
            throw new SeedingException("This is production, where datasource " + name + " isn't seeded unless its"
                    + " configuration says so. Set the property seeding.allow-in-production of that datasource to true, or"
                    + " don't ask for seeding: leave its seeding.seed-at-start unset.", details("STRATA-3302", name), null);
        }
    }

    /** Rows for tests don't belong into a database that says it is production, whatever the application says. */
    private Uni<Void> refuseMarked(List<SeederDefinition> wanted, Map<String, Map<String, Instant>> histories) {
        Set<String> toSeed = wanted.stream().filter(seeder -> !histories.get(seeder.dataSource()).containsKey(seeder.id()))
                .map(SeederDefinition::dataSource).collect(Collectors.toCollection(TreeSet::new));
        if (environment == Environment.PRODUCTION || toSeed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom().iterable(toSeed).onItem().transformToUniAndConcatenate(name -> Truncation
                .refuseInProduction(databases.apply(name), "this application, whose environment is "
                        + environment.name().toLowerCase(Locale.ROOT) + ", would seed datasource " + name))
                .collect().last();
    }

    private Uni<Map<String, Map<String, Instant>>> histories(Set<String> names) {
        Map<String, Map<String, Instant>> histories = new TreeMap<>();
        return Multi.createFrom().iterable(names)
                .onItem()
                .transformToUniAndConcatenate(name -> ToldSettings.none(name, SeederHistory.read(databases.apply(name)))
                        .invoke(history -> histories.put(name, history)))
                .collect().last().replaceWith(histories);
    }

    private Uni<SeederRun> seed(SeederDefinition seeder) {
        return Uni.createFrom().deferred(() -> {
            long start = System.nanoTime();
            return databases.apply(seeder.dataSource())
                    .transaction(UNBOUNDED, tx -> SeederHistory.record(tx, seeder)
                            .chain(first -> first ? seeders.apply(seeder).run(tx).replaceWith(true)
                                    : Uni.createFrom().item(false)))
                    .map(ran -> ran ? ran(seeder, Duration.ofNanos(System.nanoTime() - start)) : skipped(seeder));
        }).onFailure().transform(failure -> failed(seeder, failure));
    }

    private static SeederRun ran(SeederDefinition seeder, Duration duration) {
        LOG.infof("Seeder %s seeded datasource %s in %d ms", seeder.seeder(), seeder.dataSource(), duration.toMillis());
        return new SeederRun(seeder.seeder(), seeder.dataSource(), true, duration);
    }

    private static SeederRun skipped(SeederDefinition seeder) {
        LOG.debugf("Seeder %s ran before in datasource %s", seeder.seeder(), seeder.dataSource());
        return new SeederRun(seeder.seeder(), seeder.dataSource(), false, Duration.ZERO);
    }

    private static SeedingException failed(SeederDefinition seeder, Throwable failure) {
        // other messages may hold values: they stand in the cause
        String why = failure instanceof DatabaseException ? failure.getMessage() : failure.getClass().getName();
        return new SeedingException("Seeder " + seeder.seeder() + " failed in datasource " + seeder.dataSource()
                + ". What it wrote is rolled back and the seeders after it did not run; those before it stay. Correct the cause"
                + " and start again. Cause: " + why, details("STRATA-3301", seeder.dataSource()), failure);
    }

    private static ErrorDetails details(String code, String dataSource) {
        return new ErrorDetails(code, dataSource, null, null, null, null, null);
    }
}
