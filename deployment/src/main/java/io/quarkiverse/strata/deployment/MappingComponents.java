package io.quarkiverse.strata.deployment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
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
import io.quarkiverse.strata.sql.MultiRange;
import io.quarkiverse.strata.sql.Naming;
import io.quarkiverse.strata.sql.PgType;
import io.quarkiverse.strata.sql.Range;

/** The components of records as columns. */
final class MappingComponents {

    private static final DotName COLUMN = DotName.createSimple(Column.class);
    private static final DotName EMBEDDED = DotName.createSimple(Embedded.class);
    private static final DotName GENERATED = DotName.createSimple(Generated.class);
    private static final DotName ID = DotName.createSimple(Id.class);
    private static final DotName JSON = DotName.createSimple(Json.class);
    private static final DotName OPTIONAL = DotName.createSimple("java.util.Optional");
    private static final DotName RANGE = DotName.createSimple(Range.class);
    private static final DotName MULTIRANGE = DotName.createSimple(MultiRange.class);
    private static final DotName MAP = DotName.createSimple("java.util.Map");
    private static final DotName STRING = DotName.createSimple("java.lang.String");
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
        boolean optional = component.type().name().equals(OPTIONAL);
        Type type = optional ? argument(component.type()) : component.type();
        MappingColumn.Form form = form(component, type, givenType);
        boolean nested = form == MappingColumn.Form.MANY || form == MappingColumn.Form.ONE;
        boolean list = form == MappingColumn.Form.LIST || form == MappingColumn.Form.MANY;
        Type read = list ? argument(type) : type;
        if (nested && !component.declaringClass().hasDeclaredAnnotation(MappingReader.PROJECTION)) {
            problems.add(1410, place(component) + " holds rows of " + read + ", for which no table has a column. Move it to a "
                    + "@Projection, which a query with many(…) or one(…) fills, or annotate it with @Json to store it as jsonb.");
            return null;
        }
        String pgType = form == MappingColumn.Form.JSON ? "jsonb" : nested ? PgType.NESTED.name() : pgType(type, givenType);
        if (pgType == null) {
            problems.add(4104, place(component) + " is a " + component.type() + ", which no column can hold. Annotate it with "
                    + "@Json to store it as jsonb, with @Embedded when it is a record whose components are columns, or use one "
                    + "of the classes that the documentation of @Table lists.");
            return null;
        }
        String name = MappingReader.text(column, "name");
        return new MappingColumn.Leaf(component.name(), component.type(), outer.path() + component.name(),
                outer.prefix() + (name == null ? Naming.snakeCase(component.name()) : name),
                MappingTypes.given(givenType, pgType), form, read, optional,
                outer.id() || component.hasDeclaredAnnotation(ID),
                outer.generated() || component.hasDeclaredAnnotation(GENERATED), outer.embedded(), roles.of(component));
    }

    private MappingColumn.Form form(RecordComponentInfo component, Type type, String givenType) {
        if (component.hasDeclaredAnnotation(JSON) || givenType != null && MappingTypes.isJson(givenType)) {
            return type == null ? MappingColumn.Form.VALUE : MappingColumn.Form.JSON;
        }
        if (type == null || !isGeneric(type)) {
            return isMapped(type) ? MappingColumn.Form.ONE : MappingColumn.Form.VALUE;
        }
        if (type.name().equals(LIST) && isMapped(argument(type))) {
            return MappingColumn.Form.MANY;
        }
        boolean flat = type.name().equals(LIST) && argument(type).kind() == Type.Kind.CLASS;
        return flat ? MappingColumn.Form.LIST : MappingColumn.Form.GENERIC;
    }

    private boolean isMapped(Type type) {
        ClassInfo info = type == null || type.kind() != Type.Kind.CLASS ? null : index.getClassByName(type.name());
        return info != null && (info.hasDeclaredAnnotation(MappingReader.TABLE)
                || info.hasDeclaredAnnotation(MappingReader.PROJECTION)
                || info.hasDeclaredAnnotation(MappingSealed.DISCRIMINATOR));
    }

    private static boolean isGeneric(Type type) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE || type.kind() == Type.Kind.ARRAY
                && type.asArrayType().elementType().kind() == Type.Kind.PARAMETERIZED_TYPE;
    }

    /** The type that a class stands for, null when none can hold it. */
    private String pgType(Type type, String givenType) {
        if (type == null) {
            return null;
        }
        if (isByteArray(type)) {
            return "bytea";
        }
        return switch (type.kind()) {
            case ARRAY -> type.asArrayType().componentType() == PrimitiveType.CHAR
                    || type.asArrayType().componentType() == PrimitiveType.BYTE ? null
                            : array(type.asArrayType().componentType(), givenType);
            case PARAMETERIZED_TYPE -> generic(type, givenType);
            case CLASS, PRIMITIVE -> single(type.name(), givenType);
            default -> null;
        };
    }

    private String array(Type element, String givenType) {
        String type = pgType(element, givenType);
        return type == null ? null : type + "[]";
    }

    private String generic(Type type, String givenType) {
        if (type.name().equals(LIST)) {
            return array(argument(type), givenType);
        }
        boolean ranges = type.name().equals(RANGE) || type.name().equals(MULTIRANGE);
        if (ranges) {
            return MappingTypes.range(argument(type).name(), givenType, type.name().equals(RANGE) ? "range" : "multirange");
        }
        boolean strings = type.asParameterizedType().arguments().stream().allMatch(each -> each.name().equals(STRING));
        return type.name().equals(MAP) && strings ? "hstore" : null;
    }

    private String single(DotName type, String givenType) {
        String known = MappingTypes.of(type);
        if (known != null) {
            return known;
        }
        ClassInfo info = index.getClassByName(type);
        return info != null && info.hasDeclaredAnnotation(MappingReader.COMPOSITE)
                ? info.declaredAnnotation(MappingReader.COMPOSITE).value().asString()
                : enums.pgType(type, givenType);
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
