package io.quarkiverse.strata.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

import io.quarkiverse.strata.mapping.Label;
import io.quarkiverse.strata.sql.Naming;

/** The enums that components hold, with their labels and types. */
final class MappingEnums {

    private static final DotName LABEL = DotName.createSimple(Label.class);

    private final IndexView index;
    private final MappingProblems problems;
    private final Map<DotName, Set<String>> types = new LinkedHashMap<>();

    MappingEnums(IndexView index, MappingProblems problems) {
        this.index = index;
        this.problems = problems;
    }

    /** The type of an enum where the component doesn't say another, null when the class is no enum. */
    String pgType(DotName type, String givenType) {
        ClassInfo info = index.getClassByName(type);
        if (info == null || !info.isEnum()) {
            return null;
        }
        Set<String> given = types.computeIfAbsent(type, key -> new TreeSet<>());
        if (givenType != null) {
            given.add(MappingTypes.element(givenType));
        }
        return Naming.enumType(info.simpleName()).name();
    }

    /** The enums met so far. One that all components with a type give the same type has that one where no column tells. */
    Map<DotName, MappingEnum> read() {
        Map<DotName, MappingEnum> enums = new HashMap<>();
        types.forEach((type, given) -> {
            ClassInfo info = index.getClassByName(type);
            String pgType = given.size() == 1 ? given.iterator().next() : Naming.enumType(info.simpleName()).name();
            enums.put(type, new MappingEnum(type, pgType, labels(info)));
        });
        return enums;
    }

    private List<String> labels(ClassInfo info) {
        List<String> labels = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (FieldInfo constant : info.enumConstants()) {
            String label = constant.hasAnnotation(LABEL) ? constant.annotation(LABEL).value().asString() : constant.name();
            if (!seen.add(label)) {
                problems.add(4109, "Two constants of the enum " + info.name() + " have the label \"" + label
                        + "\". Give each its own @Label.");
            }
            if (MappingReader.isTooLong(label)) {
                problems.add(4109, "The label \"" + label + "\" of the enum " + info.name()
                        + " is longer than 63 bytes, which PostgreSQL refuses. Give a shorter @Label.");
            }
            labels.add(label);
        }
        return labels;
    }
}
