package io.quarkiverse.strata.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room may know which. */
@AnalyzeClasses(packages = "io.quarkiverse.strata", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageArrowsTest {

    private static final String ROOT = "io.quarkiverse.strata";

    @ArchTest
    static final ArchRule ARROWS_POINT_ONE_WAY = layeredArchitecture().consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .layer("root").definedBy(ROOT)
            .layer("sql").definedBy(ROOT + ".sql")
            .layer("mapping").definedBy(ROOT + ".mapping")
            .layer("execution").definedBy(ROOT + ".execution")
            .layer("pool").definedBy(ROOT + ".pool")
            .layer("insight").definedBy(ROOT + ".insight")
            .layer("transaction").definedBy(ROOT + ".transaction")
            .layer("cache").definedBy(ROOT + ".cache")
            .layer("schema").definedBy(ROOT + ".schema")
            .layer("guard").definedBy(ROOT + ".guard")
            .layer("migration").definedBy(ROOT + ".migration")
            .layer("seeding").definedBy(ROOT + ".seeding")
            .layer("command").definedBy(ROOT + ".command")
            .layer("runtime").definedBy(ROOT + ".runtime..")
            .layer("testing").definedBy(ROOT + ".testing")
            .whereLayer("sql").mayNotAccessAnyLayer()
            .whereLayer("mapping").mayOnlyAccessLayers("sql")
            .whereLayer("root").mayOnlyAccessLayers("sql", "mapping")
            .whereLayer("execution").mayOnlyAccessLayers("root", "sql", "mapping")
            .whereLayer("pool").mayOnlyAccessLayers("execution", "root", "sql", "mapping")
            .whereLayer("insight").mayOnlyAccessLayers("execution", "root", "sql", "mapping")
            .whereLayer("transaction").mayOnlyAccessLayers("pool", "execution", "root", "sql", "mapping")
            .whereLayer("cache").mayOnlyAccessLayers("execution", "root", "sql", "mapping")
            .whereLayer("schema").mayOnlyAccessLayers("sql")
            .whereLayer("guard").mayOnlyAccessLayers("schema", "sql")
            .whereLayer("migration")
            .mayOnlyAccessLayers("guard", "schema", "transaction", "pool", "execution", "root", "sql", "mapping")
            .whereLayer("seeding")
            .mayOnlyAccessLayers("guard", "schema", "transaction", "pool", "execution", "root", "sql", "mapping")
            .whereLayer("testing").mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule ONLY_THE_GLUE_KNOWS_QUARKUS = noClasses().that().resideOutsideOfPackage(ROOT + ".runtime..")
            .should().dependOnClassesThat().resideInAnyPackage("io.quarkus..");

    @ArchTest
    static final ArchRule SQL_KNOWS_NO_DRIVER = noClasses().that().resideInAPackage(ROOT + ".sql")
            .should().dependOnClassesThat().resideInAnyPackage("io.vertx..", "io.smallrye..", "io.quarkus..");

    @ArchTest
    static final ArchRule THE_POOL_ALONE_TOUCHES_THE_DRIVERS_INTERNALS = noClasses()
            .that()
            .haveNameNotMatching(".*\\.pool\\.(DriverPool|LentConnection|Logins|PhysicalConnection|PooledConnection|Traffic)"
                    + "(\\$.*)?")
            .should().dependOnClassesThat().resideInAnyPackage("io.vertx..impl..", "io.netty..");

    @ArchTest
    static void everyPackageSaysWhatItIsFor(JavaClasses classes) {
        Set<String> described = classes.stream().filter(type -> type.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet())).isEqualTo(described);
    }
}
