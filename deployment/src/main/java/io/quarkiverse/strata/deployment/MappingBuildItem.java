package io.quarkiverse.strata.deployment;

import java.util.List;
import java.util.Map;

import org.jboss.jandex.DotName;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The mapped records and their enums.
 */
final class MappingBuildItem extends SimpleBuildItem {

    private final List<MappingRecord> records;
    private final Map<DotName, MappingEnum> enums;

    MappingBuildItem(List<MappingRecord> records, Map<DotName, MappingEnum> enums) {
        this.records = List.copyOf(records);
        this.enums = Map.copyOf(enums);
    }

    List<MappingRecord> records() {
        return records;
    }

    Map<DotName, MappingEnum> enums() {
        return enums;
    }
}
