package io.quarkiverse.strata.seeding;

import java.util.Set;

import io.quarkiverse.strata.Queries;
import io.smallrye.mutiny.Uni;

/**
 * Writes rows into a database once. Seeders are found when the application is built and need no annotation: a class that
 * implements this interface is a singleton bean and may {@code @Inject} others. They run after the migrations, those that
 * others depend on first, else in the order of their class names, each in one transaction of its own that also records it in
 * the table {@code strata_seeders}; one that is recorded there is never run again in that database.
 *
 * <p>
 * A seeder seeds the default datasource, or the one that {@code @ReactiveDataSource("reports")} on its class names.
 *
 * <pre>{@code
 * public class UserSeeder implements Seeder {
 *     public Uni<Void> run(Queries db) {
 *         return db.insert(new User(null, "admin@example.com", "Administrator", ACTIVE, null)).replaceWithVoid();
 *     }
 * }
 * }</pre>
 *
 * {@link #dependencies}, {@link #environments} and {@link #id} are asked when the application is built, on an instance whose
 * constructor didn't run and that has nothing injected: they return constants.
 */
public interface Seeder {

    /**
     * Writes the rows. When the {@code Uni} fails, nothing of this seeder stays, the seeders after it do not run, and a start
     * that waits for them fails.
     *
     * @param db the open transaction; statements through an injected {@code Database} join it
     * @return completes when the rows are written, its item is ignored; never null
     */
    Uni<Void> run(Queries db);

    /**
     * The seeders that must have run before this one. They may belong to another datasource. A dependency that isn't run in
     * the present environment is no obstacle.
     */
    default Set<Class<? extends Seeder>> dependencies() {
        return Set.of();
    }

    /** Where this seeder runs. */
    default Set<Environment> environments() {
        return Set.of(Environment.DEVELOPMENT, Environment.TEST);
    }

    /**
     * The name under which the database remembers that the seeder ran; the class's name by default. Keep it when the class is
     * renamed, change it to run the seeder once more.
     */
    default String id() {
        return getClass().getName();
    }

    /**
     * The tables that this seeder fills, {@code name} or {@code schema.name}: {@link Seeding#reset} and
     * {@code db seed --truncate} empty them, and run the seeder again. None by default: such a seeder is left as it is.
     */
    default Set<String> truncates() {
        return Set.of();
    }
}
