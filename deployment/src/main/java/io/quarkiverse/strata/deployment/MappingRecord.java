package io.quarkiverse.strata.deployment;

import java.util.List;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

/**
 * A mapped record as the build sees it.
 *
 * @param schema null for the search path's
 * @param table null for a projection
 * @param composite the composite type, null for rows
 */
record MappingRecord(ClassInfo type, String schema, String table, String composite, List<MappingColumn> columns) {

    private static final String SUFFIX = "_StrataMapper";

    /** The class of its mapper, in the record's own package so that it may be package-private. */
    String mapperName() {
        return type.name() + SUFFIX;
    }

    /** The record of a mapper's class. */
    static DotName mapped(String mapperName) {
        return DotName.createSimple(mapperName.substring(0, mapperName.length() - SUFFIX.length()));
    }

    List<MappingColumn.Leaf> leaves() {
        return columns.stream().flatMap(column -> column.leaves().stream()).toList();
    }
}
