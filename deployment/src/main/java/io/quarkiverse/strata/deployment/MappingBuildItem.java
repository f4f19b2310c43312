package io.quarkiverse.strata.deployment;

import java.util.List;
import java.util.Map;

import org.jboss.jandex.DotName;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The mapped records, the sealed interfaces that some of them implement, and their enums.
 */
final class MappingBuildItem extends SimpleBuildItem {

    private final List<MappingRecord> records;
    private final Map<DotName, MappingEnum> enums;

    private final List<MappingSealed> sealed;

    MappingBuildItem(List<MappingRecord> records, List<MappingSealed> sealed, Map<DotName, MappingEnum> enums) {
        this.records = List.copyOf(records);
        this.sealed = List.copyOf(sealed);
        this.enums = Map.copyOf(enums);
    }

    List<MappingRecord> records() {
        return records;
    }

    List<MappingSealed> sealed() {
        return sealed;
    }

    Map<DotName, MappingEnum> enums() {
        return enums;
    }
}
