package io.quarkiverse.strata.deployment;

import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

import io.quarkiverse.strata.mapping.Composite;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Projection;
import io.quarkiverse.strata.mapping.Table;

/** Reads the annotated records of an index and finds what is wrong with them. */
final class MappingReader {

    static final DotName TABLE = DotName.createSimple(Table.class);
    static final DotName PROJECTION = DotName.createSimple(Projection.class);
    static final DotName COMPOSITE = DotName.createSimple(Composite.class);
    private static final DotName ID = DotName.createSimple(Id.class);

    private final IndexView index;
    private final MappingProblems problems;
    private final MappingComponents components;

    MappingReader(IndexView index, MappingProblems problems) {
        this.index = index;
        this.problems = problems;
        this.components = new MappingComponents(index, problems);
    }

    MappingBuildItem read() {
        List<MappingRecord> records = new ArrayList<>();
        for (ClassInfo type : annotated()) {
            int before = problems.size();
            MappingRecord record = read(type);
            if (record != null && problems.size() == before) {
                records.add(record);
            }
        }
        return new MappingBuildItem(records, MappingSealed.read(index, problems), components.enums().read());
    }

    private Set<ClassInfo> annotated() {
        Set<ClassInfo> types = new TreeSet<>(Comparator.comparing(ClassInfo::name));
        for (DotName annotation : List.of(TABLE, PROJECTION, COMPOSITE)) {
            for (AnnotationInstance instance : index.getAnnotations(annotation)) {
                if (instance.target().kind() == AnnotationTarget.Kind.CLASS) {
                    types.add(instance.target().asClass());
                }
            }
        }
        return types;
    }

    private MappingRecord read(ClassInfo type) {
        AnnotationInstance table = type.declaredAnnotation(TABLE);
        boolean projection = type.hasDeclaredAnnotation(PROJECTION);
        if (table != null && projection) {
            problems.add(4102, type.name() + " is annotated with both @Table and @Projection. Keep @Table when it stands for a "
                    + "table, @Projection when it only receives results.");
        }
        if (!type.isRecord()) {
            problems.add(4101, type.name() + " is annotated with "
                    + (table != null ? "@Table" : projection ? "@Projection" : "@Composite")
                    + " but is no record. Make it a record: Strata maps records only.");
            return null;
        }
        if (Modifier.isPrivate(type.flags()) || isPrivate(type)) {
            problems.add(4103, "The record " + type.name() + " is private, so its generated mapper can't call it. Remove "
                    + "\"private\": package-private is enough.");
        }
        AnnotationInstance composite = type.declaredAnnotation(COMPOSITE);
        if (composite != null && (table != null || projection)) {
            problems.add(4102,
                    type.name() + " is annotated with both @Composite and " + (table != null ? "@Table" : "@Projection")
                            + ". Keep @Composite for the value of one column, and give rows a record of their own.");
        }
        if (projection) {
            refuseIds(type);
        }
        MappingRecord record = new MappingRecord(type, table == null ? null : text(table, "schema"),
                table == null ? null : name(table, type), composite == null ? null : composite.value().asString(),
                components.read(type));
        checkColumns(record);
        components.roles().check(record);
        return record;
    }

    /** The flags of a nested class are those of its class file, where private is package-private; its constructor tells. */
    private static boolean isPrivate(ClassInfo type) {
        return type.canonicalRecordConstructor() != null
                && Modifier.isPrivate(type.canonicalRecordConstructor().flags());
    }

    private void refuseIds(ClassInfo type) {
        for (RecordComponentInfo component : type.recordComponentsInDeclarationOrder()) {
            if (component.hasDeclaredAnnotation(ID)) {
                problems.add(4106, type.name() + "." + component.name() + " is annotated with @Id, but a @Projection has no "
                        + "primary key. Remove @Id, or make the record a @Table.");
            }
        }
    }

    private String name(AnnotationInstance table, ClassInfo type) {
        String name = text(table, "value");
        if (name == null) {
            problems.add(4107, "The name in @Table of " + type.name() + " is empty. Give the table's name.");
        } else if (isTooLong(name)) {
            problems.add(4107, "The table's name " + name + " of " + type.name() + " is longer than 63 bytes, to which "
                    + "PostgreSQL cuts names. Give the name that the catalog has.");
        }
        return name;
    }

    private void checkColumns(MappingRecord record) {
        Map<String, MappingColumn.Leaf> byName = new HashMap<>();
        List<MappingColumn.Leaf> leaves = record.leaves();
        if (record.type().recordComponentsInDeclarationOrder().isEmpty()) {
            problems.add(4112, "The record " + record.type().name() + " has no components. Give it one for each column.");
        }
        for (MappingColumn.Leaf leaf : leaves) {
            MappingColumn.Leaf other = byName.putIfAbsent(leaf.name(), leaf);
            if (other != null) {
                problems.add(4105, record.type().name() + "." + other.path() + " and ." + leaf.path()
                        + " are mapped to the same column \"" + leaf.name()
                        + "\". Name one of them with @Column(name = …), or give an @Embedded another prefix.");
            }
            if (isTooLong(leaf.name())) {
                problems.add(4107, "The column's name " + leaf.name() + " of " + record.type().name() + "." + leaf.path()
                        + " is longer than 63 bytes, to which PostgreSQL cuts names. Give the name that the catalog has with "
                        + "@Column(name = …).");
            }
        }
    }

    static boolean isTooLong(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > 63;
    }

    /** A member that is text, null when it is empty or not given. */
    static String text(AnnotationInstance annotation, String member) {
        AnnotationValue value = annotation == null ? null : annotation.value(member);
        return value == null || value.asString().isEmpty() ? null : value.asString();
    }
}
