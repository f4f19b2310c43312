package io.quarkiverse.strata.deployment;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.strata.mapping.CreatedAt;
import io.quarkiverse.strata.mapping.Embedded;
import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Json;
import io.quarkiverse.strata.mapping.SoftDelete;
import io.quarkiverse.strata.mapping.UpdatedAt;
import io.quarkiverse.strata.mapping.Version;
import io.quarkiverse.strata.sql.ColumnDescriptor.Role;

/** The components that statements which write records treat by themselves, and what is wrong with them. */
final class MappingRoles {

    private static final Map<Role, DotName> ANNOTATIONS = new EnumMap<>(Map.of(Role.VERSION,
            DotName.createSimple(Version.class), Role.CREATED_AT, DotName.createSimple(CreatedAt.class), Role.UPDATED_AT,
            DotName.createSimple(UpdatedAt.class), Role.DELETED_AT, DotName.createSimple(SoftDelete.class)));
    private static final Set<String> VERSIONS = Set.of("int", "long", "java.lang.Integer", "java.lang.Long");
    private static final Set<String> TIMES = Set.of("java.time.Instant", "java.time.OffsetDateTime");
    private static final List<DotName> OTHERS = List.of(DotName.createSimple(Id.class), DotName.createSimple(Generated.class),
            DotName.createSimple(Json.class), DotName.createSimple(Embedded.class));

    private final MappingProblems problems;

    MappingRoles(MappingProblems problems) {
        this.problems = problems;
    }

    Role of(RecordComponentInfo component) {
        Role found = Role.VALUE;
        for (Map.Entry<Role, DotName> each : ANNOTATIONS.entrySet()) {
            if (component.hasDeclaredAnnotation(each.getValue())) {
                if (found != Role.VALUE) {
                    refuseBoth(component, ANNOTATIONS.get(found), each.getValue());
                }
                found = each.getKey();
                check(component, found);
            }
        }
        return found;
    }

    private void check(RecordComponentInfo component, Role role) {
        DotName annotation = ANNOTATIONS.get(role);
        OTHERS.stream().filter(component::hasDeclaredAnnotation).forEach(other -> refuseBoth(component, annotation, other));
        boolean optional = role == Role.DELETED_AT && component.type().kind() == Type.Kind.PARAMETERIZED_TYPE;
        String type = (optional ? component.type().asParameterizedType().arguments().get(0) : component.type()).name()
                .toString();
        if (role == Role.VERSION && !VERSIONS.contains(type)) {
            problems.add(1402, place(component) + " is annotated with @Version and is a " + type
                    + ". Make it an int or a long: a version counts the row's changes.");
        } else if (role != Role.VERSION && !TIMES.contains(type)) {
            problems.add(1403, place(component) + " is annotated with @" + annotation.withoutPackagePrefix() + " and is a "
                    + type + (type.equals("java.time.LocalDateTime")
                            ? ", which has no time zone: what now() becomes there depends on the session. Make it an Instant, "
                                    + "and the column timestamptz."
                            : ". Make it an Instant or an OffsetDateTime, and the column timestamptz."));
        }
    }

    private void refuseBoth(RecordComponentInfo component, DotName one, DotName other) {
        problems.add(1404, place(component) + " is annotated with @" + one.withoutPackagePrefix() + " and with @"
                + other.withoutPackagePrefix() + ", which say different things about who writes the column. Keep one.");
    }

    /** Each may be there once, and only where records are written. */
    void check(MappingRecord record) {
        Map<Role, MappingColumn.Leaf> seen = new LinkedHashMap<>();
        for (MappingColumn.Leaf leaf : record.leaves()) {
            if (leaf.role() == Role.VALUE) {
                continue;
            }
            String name = "@" + ANNOTATIONS.get(leaf.role()).withoutPackagePrefix();
            if (record.table() == null) {
                problems.add(1405, record.type().name() + "." + leaf.path() + " is annotated with " + name
                        + ", but a @Projection is never written. Remove " + name + ", or make the record a @Table.");
            }
            MappingColumn.Leaf other = seen.putIfAbsent(leaf.role(), leaf);
            if (other != null) {
                problems.add(1406, record.type().name() + "." + other.path() + " and ." + leaf.path() + " are both annotated "
                        + "with " + name + ". Keep one: a row has one.");
            }
        }
    }

    private static String place(RecordComponentInfo component) {
        return component.declaringClass().name() + "." + component.name();
    }
}
