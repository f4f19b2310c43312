package io.quarkiverse.strata.deployment;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.strata.migration.Migration;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.reactive.datasource.ReactiveDataSource;

/** The classes that implement {@link Migration}, in the application and its dependencies. */
final class MigrationClasses {

    private static final DotName MIGRATION = DotName.createSimple(Migration.class);
    private static final DotName DATA_SOURCE = DotName.createSimple(ReactiveDataSource.class);

    private MigrationClasses() {
    }

    /** Instances by datasource, made with the build's class loader. */
    static Map<String, List<Migration>> find(IndexView index) {
        Map<String, List<Migration>> found = new TreeMap<>();
        for (ClassInfo type : index.getAllKnownImplementations(MIGRATION)) {
            if (type.isInterface() || type.isAbstract() && !index.getAllKnownSubclasses(type.name()).isEmpty()) {
                continue;
            }
            check(type);
            AnnotationInstance qualifier = type.declaredAnnotation(DATA_SOURCE);
            String dataSource = qualifier == null ? DataSourceUtil.DEFAULT_DATASOURCE_NAME : qualifier.value().asString();
            found.computeIfAbsent(dataSource, name -> new ArrayList<>()).add(instance(type.name().toString()));
        }
        return found;
    }

    private static void check(ClassInfo type) {
        if (type.isAbstract()) {
            throw refused(type, "is abstract and nothing extends it: make it concrete or remove it");
        }
        boolean inner = type.enclosingClass() != null && !Modifier.isStatic(type.flags());
        if (inner || type.nestingType() == ClassInfo.NestingType.LOCAL
                || type.nestingType() == ClassInfo.NestingType.ANONYMOUS) {
            throw refused(type, "is an inner class: make it a class of its own or static");
        }
        if (!Modifier.isPublic(type.flags())) {
            throw refused(type, "isn't public: make it public");
        }
        if (type.constructors().stream()
                .noneMatch(method -> method.parametersCount() == 0 && Modifier.isPublic(method.flags()))) {
            throw refused(type, "has no public constructor without parameters: give it one; a migration is no bean and"
                    + " nothing is injected into it");
        }
    }

    private static Migration instance(String name) {
        try {
            return (Migration) Class.forName(name, true, Thread.currentThread().getContextClassLoader())
                    .getConstructor().newInstance();
        } catch (InvocationTargetException | ExceptionInInitializerError e) {
            throw new DeploymentException("STRATA-4121: the migration " + name + " can't be made at build time: "
                    + e.getCause() + ". Its constructor and static fields may not need a running application", e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new DeploymentException("STRATA-4121: the migration " + name + " can't be loaded at build time: " + e, e);
        }
    }

    private static DeploymentException refused(ClassInfo type, String reason) {
        return new DeploymentException("STRATA-4121: the migration " + type.name() + " " + reason);
    }
}
