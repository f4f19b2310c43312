package io.quarkiverse.strata.migration;

import java.util.List;

import io.quarkiverse.strata.schema.Schema;

/**
 * A step in the life of the application's database. Implementations are public, have a public constructor without parameters,
 * and are found at build time; they are never beans.
 *
 * <pre>{@code
 * public class M20261122_CreateUsers implements Migration {
 *     public void up(Schema schema) {
 *         schema.createTable("users", table -> {
 *             table.id();
 *             table.string("email").unique();
 *         });
 *     }
 * }
 * }</pre>
 *
 * {@code up} and {@code down} only record. They must record the same every time: what depends on the clock, on chance, on the
 * environment or on configuration fails the build. A migration belongs to the default datasource, or to the one that
 * {@code @ReactiveDataSource("name")} on the class names.
 */
public interface Migration {

    /** Records what changes. */
    void up(Schema schema);

    /**
     * Records what undoes {@link #up}. Derived from it by default, which is refused, naming the change and the cure, when a
     * change can't be undone.
     */
    default void down(Schema schema) {
        schema.reverse(this::up);
    }

    /**
     * The migration's place in the order: numbers separated by dots, compared as numbers, no number above 18 digits. By default
     * the digits at the beginning of the class's name after one letter: {@code M20261122_1200_CreateUsers} is
     * {@code 20261122.1200}, {@code V12__CreateUsers} is {@code 12}. Classes and SQL files share their ids.
     */
    default String id() {
        return MigrationName.of(getClass()).id().toString();
    }

    /** What people read: by default the words behind the id in the class's name, {@code Create users}. */
    default String description() {
        return MigrationName.of(getClass()).description();
    }

    /** Migrations that run before this one whatever their ids. */
    default List<Class<? extends Migration>> dependencies() {
        return List.of();
    }

    /** As {@link #dependencies()}, by id: for SQL files and for migrations of other modules. */
    default List<String> dependencyIds() {
        return List.of();
    }

    /**
     * Whether it runs in one transaction where it can. Changes that PostgreSQL refuses in a transaction
     * ({@code createIndex(…).concurrently()}) run outside one without being asked, what is between them in a transaction each.
     * When it returns false each statement is a step of its own. A migration in several steps keeps those before a failure, and
     * the next start goes on behind them.
     */
    default boolean transactional() {
        return true;
    }

    /**
     * Whether the version of the application before, which hasn't got this migration, works when it has run: it adds, and takes
     * nothing away. Then that version starts on a database that is ahead of it, during a rolling update or after a step back;
     * else it refuses with STRATA-3204. In a file: {@code -- strata: compatible=true}.
     */
    default boolean compatible() {
        return false;
    }
}
