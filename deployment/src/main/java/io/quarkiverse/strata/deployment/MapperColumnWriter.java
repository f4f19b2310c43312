package io.quarkiverse.strata.deployment;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.Type;
import org.jboss.jandex.gizmo2.Jandex2Gizmo;

import com.fasterxml.jackson.databind.JavaType;

import io.quarkiverse.strata.mapping.JsonTypes;
import io.quarkiverse.strata.mapping.MappedColumn;
import io.quarkiverse.strata.sql.ColumnDescriptor.Role;
import io.quarkus.gizmo2.Const;
import io.quarkus.gizmo2.Expr;
import io.quarkus.gizmo2.LocalVar;
import io.quarkus.gizmo2.creator.BlockCreator;
import io.quarkus.gizmo2.desc.FieldDesc;
import io.quarkus.gizmo2.desc.MethodDesc;

/** Writes the making of a mapper's {@link MappedColumn}s. */
final class MapperColumnWriter {

    private static final MethodDesc VALUE = MethodDesc.of(MappedColumn.class, "value", MappedColumn.class, String.class,
            String.class, String.class, Class.class);
    private static final MethodDesc LIST = MethodDesc.of(MappedColumn.class, "list", MappedColumn.class, String.class,
            String.class, String.class, Class.class);
    private static final MethodDesc GENERIC = MethodDesc.of(MappedColumn.class, "generic", MappedColumn.class, String.class,
            String.class, String.class, JavaType.class);
    private static final MethodDesc MANY = MethodDesc.of(MappedColumn.class, "many", MappedColumn.class, String.class,
            String.class, Class.class);
    private static final MethodDesc ONE = MethodDesc.of(MappedColumn.class, "one", MappedColumn.class, String.class,
            String.class, Class.class);
    private static final MethodDesc JSON = MethodDesc.of(MappedColumn.class, "json", MappedColumn.class, String.class,
            String.class, String.class, JavaType.class);
    private static final MethodDesc ROLE = MethodDesc.of(MappedColumn.class, "role", MappedColumn.class, Role.class);
    private static final MethodDesc JSON_TYPE = MethodDesc.of(JsonTypes.class, "of", JavaType.class, Class.class,
            JavaType[].class);

    private static final MethodDesc ARRAY_TYPE = MethodDesc.of(JsonTypes.class, "arrayOf", JavaType.class, JavaType.class);

    private static final Map<ClassDesc, ClassDesc> BOXES = Map.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Boolean,
            ConstantDescs.CD_short, ConstantDescs.CD_Short, ConstantDescs.CD_int, ConstantDescs.CD_Integer,
            ConstantDescs.CD_long, ConstantDescs.CD_Long, ConstantDescs.CD_float, ConstantDescs.CD_Float,
            ConstantDescs.CD_double, ConstantDescs.CD_Double, ConstantDescs.CD_char, ConstantDescs.CD_Character,
            ConstantDescs.CD_byte, ConstantDescs.CD_Byte);

    private final BlockCreator body;

    MapperColumnWriter(BlockCreator body) {
        this.body = body;
    }

    static ClassDesc box(ClassDesc type) {
        return BOXES.getOrDefault(type, type);
    }

    /** The type of the elements of an array or a list, else the type itself. */
    static Type single(Type type) {
        return switch (type.kind()) {
            case ARRAY -> single(type.asArrayType().elementType());
            case PARAMETERIZED_TYPE -> single(type.asParameterizedType().arguments().get(0));
            default -> type;
        };
    }

    LocalVar column(MappingColumn.Leaf leaf) {
        LocalVar type = leaf.form() == MappingColumn.Form.JSON || leaf.form() == MappingColumn.Form.GENERIC
                ? javaType(leaf.type())
                : body.localVar("type", Class.class, Const.of(Jandex2Gizmo.classDescOf(leaf.type())));
        MethodDesc factory = switch (leaf.form()) {
            case VALUE -> VALUE;
            case LIST -> LIST;
            case GENERIC -> GENERIC;
            case JSON -> JSON;
            case MANY -> MANY;
            case ONE -> ONE;
        };
        boolean nested = leaf.form() == MappingColumn.Form.MANY || leaf.form() == MappingColumn.Form.ONE;
        List<Expr> arguments = nested ? List.of(Const.of(leaf.path()), Const.of(leaf.name()), type)
                : List.of(Const.of(leaf.path()), Const.of(leaf.name()), Const.of(leaf.pgType()), type);
        LocalVar column = body.localVar("column", MappedColumn.class, body.invokeStatic(factory, arguments));
        column = with(column, "id", leaf.id());
        column = with(column, "generated", leaf.generated());
        column = with(column, "optional", leaf.optional());
        column = with(column, "embedded", leaf.embedded());
        return leaf.role() == Role.VALUE ? column
                : body.localVar("column", MappedColumn.class, body.invokeVirtual(ROLE, column,
                        Expr.staticField(FieldDesc.of(Role.class, leaf.role().name()))));
    }

    private LocalVar with(LocalVar column, String property, boolean wanted) {
        return !wanted ? column
                : body.localVar("column", MappedColumn.class,
                        body.invokeVirtual(MethodDesc.of(MappedColumn.class, property, MappedColumn.class), column));
    }

    private LocalVar javaType(Type type) {
        if (type.kind() == Type.Kind.ARRAY && type.asArrayType().elementType().kind() == Type.Kind.PARAMETERIZED_TYPE) {
            LocalVar element = javaType(type.asArrayType().componentType());
            return body.localVar("array", JavaType.class, body.invokeStatic(ARRAY_TYPE, element));
        }
        List<LocalVar> arguments = type.kind() == Type.Kind.PARAMETERIZED_TYPE
                ? type.asParameterizedType().arguments().stream().map(this::javaType).toList()
                : List.of();
        Expr array = body.newArray(JavaType.class, arguments);
        return body.localVar("json", JavaType.class, body.invokeStatic(JSON_TYPE, Const.of(raw(type)), array));
    }

    private static ClassDesc raw(Type type) {
        return switch (type.kind()) {
            case WILDCARD_TYPE -> raw(type.asWildcardType().extendsBound());
            case TYPE_VARIABLE, UNRESOLVED_TYPE_VARIABLE, TYPE_VARIABLE_REFERENCE -> ConstantDescs.CD_Object;
            case ARRAY -> raw(type.asArrayType().componentType()).arrayType();
            case PRIMITIVE -> Jandex2Gizmo.classDescOf(type);
            default -> Jandex2Gizmo.classDescOf(type.name());
        };
    }
}
