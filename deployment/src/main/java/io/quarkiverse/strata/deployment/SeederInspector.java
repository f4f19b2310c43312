package io.quarkiverse.strata.deployment;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import jakarta.enterprise.inject.spi.DeploymentException;

import io.quarkiverse.strata.seeding.Environment;
import io.quarkiverse.strata.seeding.Seeder;
import io.quarkiverse.strata.seeding.SeederDefinition;
import sun.reflect.ReflectionFactory;

/**
 * Asks a seeder for its constants while the application is built. The instance is made without its constructor, since that may
 * want beans, and there are none yet.
 */
final class SeederInspector {

    private final Set<String> known;

    /** @param known the names of all seeders' classes */
    SeederInspector(Set<String> known) {
        this.known = Set.copyOf(known);
    }

    SeederDefinition inspect(String className, String dataSource) {
        Seeder seeder = instance(className);
        Set<String> dependencies = new TreeSet<>();
        for (Class<?> dependency : ask(seeder, "dependencies", Seeder::dependencies)) {
            dependencies.add(known(className, dependency));
        }
        Set<Environment> environments = ask(seeder, "environments", Seeder::environments);
        return new SeederDefinition(className, ask(seeder, "id", Seeder::id), dataSource, new LinkedHashSet<>(dependencies),
                new HashSet<>(environments));
    }

    private static Seeder instance(String className) {
        try {
            Class<?> type = Thread.currentThread().getContextClassLoader().loadClass(className);
            return (Seeder) ReflectionFactory.getReflectionFactory()
                    .newConstructorForSerialization(type, Object.class.getDeclaredConstructor()).newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new DeploymentException(
                    "STRATA-4173: Seeder " + className + " can't be loaded while the application is built: "
                            + e,
                    e);
        }
    }

    private static <T> T ask(Seeder seeder, String method, Function<Seeder, T> question) {
        T answer = null;
        RuntimeException failure = null;
        try {
            answer = question.apply(seeder);
        } catch (RuntimeException e) {
            failure = e;
        }
        if (answer == null) {
            throw new DeploymentException("STRATA-4174: " + seeder.getClass().getName() + "." + method + "() "
                    + (failure == null ? "returned null" : "failed with " + failure.getClass().getName())
                    + ". It is asked while the application is built, on an instance whose constructor didn't run and that has"
                    + " nothing injected: return a constant.", failure);
        }
        return answer;
    }

    private String known(String className, Class<?> dependency) {
        if (known.contains(dependency.getName())) {
            return dependency.getName();
        }
        String why;
        if (!Seeder.class.isAssignableFrom(dependency)) {
            why = "doesn't implement " + Seeder.class.getName() + ". Make it a seeder, or take the dependency out.";
        } else if (dependency.isInterface() || Modifier.isAbstract(dependency.getModifiers())) {
            why = "is abstract. Name the classes that extend it.";
        } else {
            why = "isn't found when the application is built. Its jar needs an index: set quarkus.index-dependency for it, or add"
                    + " a META-INF/beans.xml to it.";
        }
        throw new DeploymentException("STRATA-4175: Seeder " + className + " depends on " + dependency.getName() + ", which "
                + why);
    }
}
