package io.quarkiverse.strata.deployment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.strata.mapping.Discriminator;
import io.quarkiverse.strata.mapping.Label;
import io.quarkiverse.strata.sql.Naming;

/**
 * A sealed interface whose records are chosen by a column.
 *
 * @param records by their labels in that column
 */
record MappingSealed(DotName type, String discriminator, Map<String, DotName> records) {

    static final DotName DISCRIMINATOR = DotName.createSimple(Discriminator.class);
    private static final DotName LABEL = DotName.createSimple(Label.class);

    /** Those of an index, and what is wrong with them. */
    static List<MappingSealed> read(IndexView index, MappingProblems problems) {
        List<MappingSealed> sealed = new ArrayList<>();
        for (AnnotationInstance annotation : index.getAnnotations(DISCRIMINATOR)) {
            ClassInfo type = annotation.target().asClass();
            if (!type.isInterface() || !type.isSealed()) {
                problems.add(1411,
                        type.name() + " is annotated with @Discriminator but is no sealed interface. Make it one, so "
                                + "that its records are known.");
                continue;
            }
            sealed.add(new MappingSealed(type.name(), annotation.value().asString(), records(type, index, problems)));
        }
        sealed.sort(Comparator.comparing(MappingSealed::type));
        return sealed;
    }

    private static Map<String, DotName> records(ClassInfo type, IndexView index, MappingProblems problems) {
        Map<String, DotName> records = new LinkedHashMap<>();
        for (DotName permitted : type.permittedSubclasses().stream().sorted().toList()) {
            ClassInfo record = index.getClassByName(permitted);
            if (record == null || !record.isRecord() || !record.hasDeclaredAnnotation(MappingReader.PROJECTION)
                    && !record.hasDeclaredAnnotation(MappingReader.TABLE)) {
                problems.add(1412, permitted + ", which " + type.name() + " permits, is no mapped record. Make it a record and "
                        + "annotate it with @Projection, or with @Table when it stands for a table.");
                continue;
            }
            AnnotationInstance label = record.declaredAnnotation(LABEL);
            String text = label == null ? Naming.snakeCase(record.simpleName()) : label.value().asString();
            DotName other = records.putIfAbsent(text, permitted);
            if (other != null) {
                problems.add(1413, other + " and " + permitted + " have the same label \"" + text + "\" in " + type.name()
                        + ". Give one of them another @Label.");
            }
        }
        return records;
    }
}
