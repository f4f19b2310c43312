package io.quarkiverse.strata.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;
import org.jboss.jandex.gizmo2.Jandex2Gizmo;

import io.quarkiverse.strata.mapping.RecordMapper;
import io.quarkiverse.strata.runtime.MappingRecorder;
import io.quarkiverse.strata.sql.MultiRange;
import io.quarkiverse.strata.sql.Range;
import io.quarkus.arc.deployment.CompletedApplicationClassPredicateBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.ApplicationArchive;
import io.quarkus.deployment.GeneratedClassGizmo2Adaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.builditem.nativeimage.LambdaCapturingTypeBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;

/** Finds the mapped records, tells what is wrong with them and generates their mappers. */
class MappingProcessor {

    @BuildStep
    MappingBuildItem read(CombinedIndexBuildItem index, BuildProducer<ValidationErrorBuildItem> errors) {
        MappingProblems problems = new MappingProblems();
        MappingBuildItem mapping = new MappingReader(index.getComputingIndex(), problems).read();
        problems.messages().forEach(message -> errors.produce(error(message)));
        return mapping;
    }

    @BuildStep
    void generate(MappingBuildItem mapping, CompletedApplicationClassPredicateBuildItem application,
            BuildProducer<GeneratedClassBuildItem> classes, BuildProducer<GeneratedResourceBuildItem> resources) {
        // A mapper lives in its record's class loader, or it couldn't call what is package-private
        MapperGenerator generator = new MapperGenerator(new GeneratedClassGizmo2Adaptor(classes, resources,
                (Predicate<String>) mapper -> application.test(MappingRecord.mapped(mapper))), mapping.enums());
        mapping.records().forEach(generator::generate);
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void register(MappingBuildItem mapping, MappingRecorder recorder, RecorderContext context,
            ShutdownContextBuildItem shutdown) {
        List<RuntimeValue<RecordMapper<?>>> mappers = new ArrayList<>();
        for (MappingRecord record : mapping.records()) {
            mappers.add(context.newInstance(record.mapperName()));
        }
        recorder.register(mappers, shutdown);
        for (MappingSealed sealed : mapping.sealed()) {
            Map<String, Class<?>> records = new LinkedHashMap<>();
            sealed.records().forEach((label, record) -> records.put(label, context.classProxy(record.toString())));
            recorder.registerSealed(context.classProxy(sealed.type().toString()), sealed.discriminator(), records, shutdown);
        }
    }

    @BuildStep
    void json(MappingBuildItem mapping, BuildProducer<ReflectiveHierarchyBuildItem> reflective) {
        for (MappingRecord record : mapping.records()) {
            for (MappingColumn.Leaf leaf : record.leaves()) {
                if (leaf.form() == MappingColumn.Form.JSON) {
                    reflective.produce(ReflectiveHierarchyBuildItem.builder(leaf.type())
                            .source(record.type().name() + "." + leaf.path()).build());
                }
            }
        }
    }

    /** Arrays are made by the class of their elements, which a native executable allows for those it was told of. */
    @BuildStep
    ReflectiveClassBuildItem arrays(MappingBuildItem mapping) {
        Stream<DotName> elements = Stream.of(MappingTypes.classes().stream(), mapping.enums().keySet().stream(),
                mapping.records().stream().map(record -> record.type().name()),
                Stream.of(Range.class, MultiRange.class).map(DotName::createSimple)).flatMap(each -> each);
        Stream<String> nested = mapping.records().stream().flatMap(record -> record.leaves().stream())
                .filter(leaf -> leaf.type().kind() == Type.Kind.ARRAY && leaf.type().asArrayType().dimensions() > 1)
                .flatMap(leaf -> arrays(leaf.type()));
        return ReflectiveClassBuildItem.builder(Stream.concat(elements.map(name -> "[L" + name + ";"), nested)
                .toArray(String[]::new))
                .constructors(false).unsafeAllocated().reason("Strata reads array columns").build();
    }

    private static Stream<String> arrays(Type type) {
        return Stream.iterate(type, each -> each.kind() == Type.Kind.ARRAY, each -> each.asArrayType().componentType())
                .map(each -> Jandex2Gizmo.classDescOf(each).descriptorString().replace('/', '.'));
    }

    /** Jackson asks these for their type parameters. */
    @BuildStep
    ReflectiveClassBuildItem generics() {
        return ReflectiveClassBuildItem.builder(Range.class, MultiRange.class).constructors(false)
                .reason("Strata reads columns of ranges").build();
    }

    @BuildStep
    void scan(ApplicationArchivesBuildItem archives, CombinedIndexBuildItem index,
            BuildProducer<LambdaCapturingTypeBuildItem> capturing, BuildProducer<ValidationErrorBuildItem> errors) {
        MappingProblems problems = new MappingProblems();
        for (ApplicationArchive archive : archives.getAllApplicationArchives()) {
            for (ClassInfo type : archive.getIndex().getKnownClasses()) {
                byte[] classFile = classFile(type.name());
                if (classFile == null) {
                    continue;
                }
                if (GetterCaptureScanner.captures(classFile)) {
                    capturing.produce(new LambdaCapturingTypeBuildItem(type.name().toString()));
                }
                MapperUsageScanner.scan(classFile,
                        (used, method) -> checkMapped(index.getIndex(), type.name(), used, method, problems));
            }
        }
        problems.messages().forEach(message -> errors.produce(error(message)));
    }

    private static void checkMapped(IndexView index, DotName user, String used, String method, MappingProblems problems) {
        ClassInfo type = index.getClassByName(DotName.createSimple(used));
        if (type != null && type.isRecord() && !type.hasDeclaredAnnotation(MappingReader.TABLE)
                && !type.hasDeclaredAnnotation(MappingReader.PROJECTION)
                && !type.hasDeclaredAnnotation(MappingReader.COMPOSITE)) {
            problems.add(4108, user + " uses the record " + used + " in " + method + "(…), but it is not mapped. Annotate "
                    + used + " with @Table(\"name\") when it stands for a table, or with @Projection when it only receives "
                    + "results.");
        }
    }

    private static byte[] classFile(DotName type) {
        String resource = type.toString().replace('.', '/') + ".class";
        try (InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + resource, e);
        }
    }

    private static ValidationErrorBuildItem error(String message) {
        return new ValidationErrorBuildItem(new DeploymentException(message));
    }
}
