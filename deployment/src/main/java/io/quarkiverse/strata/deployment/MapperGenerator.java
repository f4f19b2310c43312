package io.quarkiverse.strata.deployment;

import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.gizmo2.Jandex2Gizmo;

import io.quarkiverse.strata.mapping.GeneratedMapper;
import io.quarkiverse.strata.mapping.MappedColumn;
import io.quarkiverse.strata.sql.EnumLabels;
import io.quarkiverse.strata.sql.PgType;
import io.quarkus.gizmo2.ClassOutput;
import io.quarkus.gizmo2.Const;
import io.quarkus.gizmo2.Expr;
import io.quarkus.gizmo2.Gizmo;
import io.quarkus.gizmo2.LocalVar;
import io.quarkus.gizmo2.ParamVar;
import io.quarkus.gizmo2.This;
import io.quarkus.gizmo2.creator.BlockCreator;
import io.quarkus.gizmo2.creator.ClassCreator;
import io.quarkus.gizmo2.desc.ClassMethodDesc;
import io.quarkus.gizmo2.desc.ConstructorDesc;
import io.quarkus.gizmo2.desc.MethodDesc;
import io.vertx.sqlclient.Row;

/** Writes the mapper of one record: what one would write by hand, without reflection. */
final class MapperGenerator {

    private static final ConstructorDesc SUPER = ConstructorDesc.of(GeneratedMapper.class, Class.class, String.class,
            String.class, MappedColumn[].class);
    private static final MethodDesc GET = MethodDesc.of(GeneratedMapper.class, "get", Object.class, Row.class, int[].class,
            int.class);
    private static final MethodDesc ABSENT = MethodDesc.of(GeneratedMapper.class, "absent", boolean.class, Row.class,
            int[].class, int.class, int.class);
    private static final MethodDesc REGISTER = MethodDesc.of(EnumLabels.class, "register", void.class, Class.class,
            PgType.class, Enum[].class, String[].class);

    private final Gizmo gizmo;
    private final Map<DotName, MappingEnum> enums;

    MapperGenerator(ClassOutput output, Map<DotName, MappingEnum> enums) {
        this.gizmo = Gizmo.create(output).withDebugInfo(false).withParameters(false);
        this.enums = enums;
    }

    void generate(MappingRecord record) {
        gizmo.class_(record.mapperName(), type -> {
            type.public_();
            type.final_();
            type.extends_(GeneratedMapper.class);
            constructor(type, record);
            read(type, record);
            value(type, record);
            if (record.composite() != null) {
                composite(type, record);
            }
        });
    }

    private void constructor(ClassCreator type, MappingRecord record) {
        type.constructor(constructor -> {
            constructor.public_();
            This self = constructor.this_();
            constructor.body(body -> {
                MapperColumnWriter writer = new MapperColumnWriter(body);
                List<LocalVar> columns = record.leaves().stream().map(writer::column).toList();
                body.invokeSpecial(SUPER, self, Const.of(Jandex2Gizmo.classDescOf(record.type())), text(record.schema()),
                        text(record.table()), body.newArray(MappedColumn.class, columns));
                record.leaves().stream().map(leaf -> enums.get(MapperColumnWriter.single(leaf.type()).name()))
                        .filter(Objects::nonNull).distinct().forEach(labels -> register(body, labels));
                body.return_();
            });
        });
    }

    private static void register(BlockCreator body, MappingEnum labels) {
        ClassDesc type = Jandex2Gizmo.classDescOf(labels.type());
        LocalVar constants = body.localVar("constants", type.arrayType(),
                body.invokeStatic(ClassMethodDesc.of(type, "values", type.arrayType())));
        LocalVar names = body.localVar("labels",
                body.newArray(String.class, labels.labels().stream().map(Const::of).toList()));
        LocalVar pgType = body.localVar("pgType", body.new_(PgType.class, Const.of(labels.pgType())));
        body.invokeStatic(REGISTER, Const.of(type), pgType, constants, names);
    }

    private static void composite(ClassCreator type, MappingRecord record) {
        type.method("composite", method -> {
            method.public_();
            method.returning(PgType.class);
            method.body(body -> body.return_(body.new_(PgType.class, Const.of(record.composite()))));
        });
    }

    private static Const text(String text) {
        return text == null ? Const.ofNull(String.class) : Const.of(text);
    }

    private void read(ClassCreator type, MappingRecord record) {
        type.method("read", method -> {
            method.protected_();
            method.returning(Object.class);
            ParamVar row = method.parameter("row", Row.class);
            ParamVar places = method.parameter("places", int[].class);
            This self = method.this_();
            method.body(body -> body.return_(new Reading(self, row, places).record(body, record.type(), record.columns())));
        });
    }

    /** Reads components in the order of their columns. */
    private static final class Reading {

        private final This self;
        private final ParamVar row;
        private final ParamVar places;
        private int index;

        Reading(This self, ParamVar row, ParamVar places) {
            this.self = self;
            this.row = row;
            this.places = places;
        }

        Expr record(BlockCreator body, ClassInfo type, List<MappingColumn> columns) {
            List<ClassDesc> types = new ArrayList<>();
            List<LocalVar> values = new ArrayList<>();
            for (MappingColumn column : columns) {
                ClassDesc declared = Jandex2Gizmo.classDescOf(column.declared());
                types.add(declared);
                values.add(column instanceof MappingColumn.Embedded embedded ? embedded(body, embedded)
                        : leaf(body, declared, column.component()));
            }
            return body.new_(ConstructorDesc.of(Jandex2Gizmo.classDescOf(type), types), values);
        }

        private LocalVar leaf(BlockCreator body, ClassDesc declared, String name) {
            Expr value = body.invokeVirtual(GET, self, row, places, Const.of(index++));
            if (!declared.isPrimitive()) {
                return body.localVar(name, declared, body.cast(value, declared));
            }
            return body.localVar(name, declared, body.unbox(body.cast(value, MapperColumnWriter.box(declared))));
        }

        private LocalVar embedded(BlockCreator body, MappingColumn.Embedded embedded) {
            ClassDesc type = Jandex2Gizmo.classDescOf(embedded.record());
            int from = index;
            int to = from + embedded.leaves().size();
            LocalVar value = body.localVar(embedded.component(), type, Const.ofNull(type));
            body.ifNot(body.invokeStatic(ABSENT, row, places, Const.of(from), Const.of(to)),
                    present -> present.set(value, record(present, embedded.record(), embedded.columns())));
            index = to;
            return value;
        }
    }

    private void value(ClassCreator type, MappingRecord record) {
        ClassDesc owner = Jandex2Gizmo.classDescOf(record.type());
        type.method("value", method -> {
            method.public_();
            method.returning(Object.class);
            ParamVar object = method.parameter("owner", Object.class);
            ParamVar index = method.parameter("index", int.class);
            method.body(body -> {
                LocalVar instance = body.localVar("instance", owner, body.cast(object, owner));
                int[] next = { 0 };
                body.switch_(index, cases -> {
                    addCases(record.columns(), new ArrayList<>(), next,
                            (at, path) -> cases.caseOf(at, branch -> returnValue(branch, owner, instance, path)));
                    cases.default_(branch -> branch.throw_(IndexOutOfBoundsException.class));
                });
            });
        });
    }

    private interface Case {
        void add(int index, List<MappingColumn> path);
    }

    private static void addCases(List<MappingColumn> columns, List<MappingColumn> path, int[] next, Case cases) {
        for (MappingColumn column : columns) {
            List<MappingColumn> longer = new ArrayList<>(path);
            longer.add(column);
            if (column instanceof MappingColumn.Embedded embedded) {
                addCases(embedded.columns(), longer, next, cases);
            } else {
                cases.add(next[0]++, longer);
            }
        }
    }

    private static void returnValue(BlockCreator body, ClassDesc ownerType, LocalVar owner, List<MappingColumn> path) {
        LocalVar instance = owner;
        ClassDesc type = ownerType;
        for (MappingColumn column : path) {
            ClassDesc declared = Jandex2Gizmo.classDescOf(column.declared());
            Expr value = body.invokeVirtual(ClassMethodDesc.of(type, column.component(), declared), instance);
            if (column instanceof MappingColumn.Leaf) {
                body.return_(declared.isPrimitive() ? body.box(value) : value);
                return;
            }
            LocalVar inner = body.localVar(column.component(), declared, value);
            body.ifNull(inner, BlockCreator::returnNull);
            instance = inner;
            type = declared;
        }
    }
}
