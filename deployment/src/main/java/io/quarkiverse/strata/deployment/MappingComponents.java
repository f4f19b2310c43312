package io.quarkiverse.strata.deployment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ArrayType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.strata.mapping.Column;
import io.quarkiverse.strata.mapping.Embedded;
import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Json;
import io.quarkiverse.strata.sql.Naming;

/** The components of records as columns. */
final class MappingComponents {

    private static final DotName COLUMN = DotName.createSimple(Column.class);
    private static final DotName EMBEDDED = DotName.createSimple(Embedded.class);
    private static final DotName GENERATED = DotName.createSimple(Generated.class);
    private static final DotName ID = DotName.createSimple(Id.class);
    private static final DotName JSON = DotName.createSimple(Json.class);
    private static final DotName OPTIONAL = DotName.createSimple("java.util.Optional");
    private static final DotName LIST = DotName.createSimple("java.util.List");

    private final IndexView index;
    private final MappingProblems problems;
    private final MappingEnums enums;
    private final MappingRoles roles;
    private final Deque<DotName> embedding = new ArrayDeque<>();

    MappingComponents(IndexView index, MappingProblems problems) {
        this.index = index;
        this.problems = problems;
        this.enums = new MappingEnums(index, problems);
        this.roles = new MappingRoles(problems);
    }

    MappingRoles roles() {
        return roles;
    }

    MappingEnums enums() {
        return enums;
    }

    List<MappingColumn> read(ClassInfo record) {
        return read(record, new Outer("", "", false, false, false));
    }

    /** What an embedded record's components take over from its own component. */
    private record Outer(String path, String prefix, boolean id, boolean generated, boolean embedded) {
    }

    private List<MappingColumn> read(ClassInfo record, Outer outer) {
        List<MappingColumn> columns = new ArrayList<>();
        embedding.push(record.name());
        for (RecordComponentInfo component : record.recordComponentsInDeclarationOrder()) {
            MappingColumn column = component.hasDeclaredAnnotation(EMBEDDED) ? embedded(component, outer)
                    : leaf(component, outer);
            if (column != null) {
                columns.add(column);
            }
        }
        embedding.pop();
        return columns;
    }

    private MappingColumn embedded(RecordComponentInfo component, Outer outer) {
        String place = place(component);
        ClassInfo record = component.type().kind() == Type.Kind.CLASS ? index.getClassByName(component.type().name()) : null;
        if (record == null || !record.isRecord()) {
            problems.add(4110, place + " is annotated with @Embedded, but " + component.type()
                    + " is no record. Remove @Embedded, or use a record whose components are columns.");
            return null;
        }
        if (component.hasDeclaredAnnotation(JSON) || component.hasDeclaredAnnotation(COLUMN)) {
            problems.add(4110, place + " is annotated with @Embedded and with "
                    + (component.hasDeclaredAnnotation(JSON) ? "@Json" : "@Column") + ". Keep one: an embedded record has no "
                    + "column of its own.");
            return null;
        }
        roles.of(component);
        if (embedding.contains(record.name())) {
            problems.add(4110,
                    place + " embeds the record " + record.name() + " in itself. Store it with @Json, or refer to it "
                            + "by its key.");
            return null;
        }
        AnnotationInstance annotation = component.declaredAnnotation(EMBEDDED);
        String prefix = annotation.value("prefix") == null || annotation.value("prefix").asString().equals(Embedded.DEFAULT)
                ? Naming.snakeCase(component.name()) + "_"
                : annotation.value("prefix").asString();
        Outer inner = new Outer(outer.path() + component.name() + ".", outer.prefix() + prefix,
                outer.id() || component.hasDeclaredAnnotation(ID),
                outer.generated() || component.hasDeclaredAnnotation(GENERATED), true);
        return new MappingColumn.Embedded(component.name(), component.type(), record, read(record, inner));
    }

    private MappingColumn leaf(RecordComponentInfo component, Outer outer) {
        AnnotationInstance column = component.declaredAnnotation(COLUMN);
        String givenType = MappingReader.text(column, "type");
        if (givenType != null && MappingTypes.isUnreadable(givenType)) {
            problems.add(4111,
                    place(component) + " has the type " + givenType + ", which the Vert.x client can neither read nor "
                            + "send. Make the table's column text, or select it with the cast ::text in a @Projection.");
            return null;
        }
        boolean optional = component.type().name().equals(OPTIONAL);
        Type type = optional ? argument(component.type()) : component.type();
        MappingColumn.Form form = form(component, type, givenType);
        Type read = form == MappingColumn.Form.LIST ? argument(type) : type;
        String pgType = form == MappingColumn.Form.JSON ? "jsonb" : type == null ? null : pgType(read, form, givenType);
        if (pgType == null) {
            problems.add(4104, place(component) + " is a " + component.type() + ", which no column can hold. Annotate it with "
                    + "@Json to store it as jsonb, with @Embedded when it is a record whose components are columns, or use one "
                    + "of the classes that the documentation of @Table lists.");
            return null;
        }
        String name = MappingReader.text(column, "name");
        return new MappingColumn.Leaf(component.name(), component.type(), outer.path() + component.name(),
                outer.prefix() + (name == null ? Naming.snakeCase(component.name()) : name),
                givenType == null ? pgType : givenType, form, read, optional,
                outer.id() || component.hasDeclaredAnnotation(ID),
                outer.generated() || component.hasDeclaredAnnotation(GENERATED), outer.embedded(), roles.of(component));
    }

    private static MappingColumn.Form form(RecordComponentInfo component, Type type, String givenType) {
        if (component.hasDeclaredAnnotation(JSON) || givenType != null && MappingTypes.isJson(givenType)) {
            return type == null ? MappingColumn.Form.VALUE : MappingColumn.Form.JSON;
        }
        return type != null && type.name().equals(LIST) ? MappingColumn.Form.LIST : MappingColumn.Form.VALUE;
    }

    private String pgType(Type read, MappingColumn.Form form, String givenType) {
        if (read == null) {
            return null;
        }
        if (form == MappingColumn.Form.LIST) {
            String element = single(read, givenType);
            return element == null ? null : element + "[]";
        }
        if (read.kind() == Type.Kind.ARRAY && !isByteArray(read)) {
            ArrayType array = read.asArrayType();
            boolean flat = array.dimensions() == 1
                    || array.dimensions() == 2 && array.elementType() == PrimitiveType.BYTE;
            Type elementType = array.componentType();
            String element = flat && elementType != PrimitiveType.CHAR ? single(elementType, givenType) : null;
            return element == null ? null : element + "[]";
        }
        return single(read, givenType);
    }

    private String single(Type type, String givenType) {
        if (isByteArray(type)) {
            return "bytea";
        }
        if (type.kind() != Type.Kind.CLASS && type.kind() != Type.Kind.PRIMITIVE) {
            return null;
        }
        String known = MappingTypes.of(type.name());
        return known != null ? known : enums.pgType(type.name(), givenType);
    }

    private static boolean isByteArray(Type type) {
        return type.kind() == Type.Kind.ARRAY && type.asArrayType().dimensions() == 1
                && type.asArrayType().componentType() == PrimitiveType.BYTE;
    }

    private static Type argument(Type type) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE ? type.asParameterizedType().arguments().get(0) : null;
    }

    private static String place(RecordComponentInfo component) {
        return component.declaringClass().name() + "." + component.name();
    }
}
