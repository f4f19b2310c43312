package io.quarkiverse.strata.migration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkiverse.strata.schema.IrreversibleChangeException;
import io.quarkiverse.strata.schema.Schema;

/** A migration of the application: what is known of it, and its statements on demand. */
public final class KnownMigration {

    private final MigrationDefinition definition;
    private final Supplier<MigrationSteps> up;
    private final Supplier<MigrationSteps> down;
    private final Supplier<String> text;

    private KnownMigration(MigrationDefinition definition, Supplier<MigrationSteps> up, Supplier<MigrationSteps> down,
            Supplier<String> text) {
        this.text = text;
        this.definition = definition;
        this.up = up;
        this.down = down;
    }

    /** A class, whose definition is known; it is only instantiated when it runs. */
    public static KnownMigration ofClass(MigrationDefinition definition, Supplier<Migration> instance) {
        return new KnownMigration(definition, () -> {
            Migration migration = instance.get();
            return MigrationSteps.of(definition.source(), Schema.record(migration::up), migration.transactional());
        }, () -> {
            Migration migration = instance.get();
            return MigrationSteps.of(definition.source(), Schema.record(migration::down), migration.transactional());
        }, () -> null);
    }

    /**
     * A file, whose definition is known; it is only read when it runs.
     *
     * @param up gives its text
     * @param down gives the text of its {@code .down.sql}, or null where there is none
     */
    public static KnownMigration ofFile(MigrationDefinition definition, Supplier<String> up, Supplier<String> down) {
        String source = definition.source();
        return new KnownMigration(definition, () -> MigrationSteps.of(source, up.get()), () -> {
            String script = down.get();
            if (script == null) {
                throw new IrreversibleChangeException("STRATA-3110: Strata doesn't know what undoes SQL: write "
                        + downFile(source));
            }
            return MigrationSteps.of(downFile(source), script);
        }, up);
    }

    /**
     * Defines a class by evaluating its {@code up} twice.
     *
     * @param names the ids of the classes that it depends on
     * @throws IllegalArgumentException when it fails, doesn't do the same twice or can't run
     */
    public static MigrationDefinition define(Migration migration, Map<Class<?>, String> names) {
        String source = migration.getClass().getName();
        String id = MigrationId.of(migration.id()).toString();
        Schema first = evaluate(source, migration);
        Schema second = evaluate(source, migration);
        String checksum = Checksums.of(first.changes());
        if (!checksum.equals(Checksums.of(second.changes()))) {
            throw new IllegalArgumentException("STRATA-3216: " + source + ".up() doesn't record the same twice: take the clock,"
                    + " chance, the environment and static state out of it; now() in SQL is allowed");
        }
        MigrationSteps.of(source, first, migration.transactional());
        List<String> dependencies = Stream.concat(
                migration.dependencyIds().stream().map(MigrationId::of).map(MigrationId::toString),
                migration.dependencies().stream().map(type -> {
                    String name = names.get(type);
                    if (name == null) {
                        throw new IllegalArgumentException("STRATA-3202: " + source + " depends on " + type.getName()
                                + ", which is no migration of its datasource: remove the dependency or correct the class");
                    }
                    return name;
                })).distinct().toList();
        return new MigrationDefinition(id, migration.description(), MigrationKind.JAVA, source, checksum, dependencies,
                migration.compatible());
    }

    /**
     * Defines a file.
     *
     * @param path its path, such as {@code db/migration/V12__create_users.sql}
     * @throws IllegalArgumentException when its name has no id or it can't be run
     */
    public static MigrationDefinition define(String path, String script) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        MigrationName name = MigrationName.parse(file.substring(0, file.length() - ".sql".length()), path);
        MigrationSteps.of(path, script);
        List<String> dependencies = script.lines().map(String::strip).filter(line -> line.startsWith("-- strata: depends="))
                .flatMap(line -> Stream.of(line.substring(line.indexOf('=') + 1).split(","))).map(String::strip)
                .map(MigrationId::of).map(MigrationId::toString).toList();
        return new MigrationDefinition(name.id().toString(), name.description(), MigrationKind.SQL, path,
                Checksums.of(script), dependencies,
                script.lines().map(String::strip).anyMatch("-- strata: compatible=true"::equals));
    }

    /** Checks that a {@code .down.sql} can be run. */
    public static void checkDown(String path, String script) {
        MigrationSteps.of(path, script);
    }

    /** The ids of migrations by their classes. */
    public static Map<Class<?>, String> names(Collection<? extends Migration> migrations) {
        Map<Class<?>, String> names = new java.util.HashMap<>();
        migrations.forEach(migration -> names.put(migration.getClass(), MigrationId.of(migration.id()).toString()));
        return names;
    }

    private static Schema evaluate(String source, Migration migration) {
        try {
            Schema schema = Schema.record(migration::up);
            schema.changes().forEach(change -> change.sql());
            return schema;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " (in " + source + ".up())", e);
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalArgumentException("STRATA-3216: " + source + ".up() fails when it is evaluated at build time: " + e
                    + ". It may only record changes", e);
        }
    }

    private static String downFile(String source) {
        return source.substring(0, source.length() - ".sql".length()) + ".down.sql";
    }

    public MigrationDefinition definition() {
        return definition;
    }

    /** Of its file; null for a class. */
    String text() {
        return text.get();
    }

    MigrationSteps up() {
        return up.get();
    }

    MigrationSteps down() {
        return down.get();
    }
}
