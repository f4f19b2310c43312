package io.quarkiverse.strata.deployment;

import java.util.List;

import org.jboss.jandex.DotName;

/**
 * An enum of a mapped record.
 *
 * @param pgType its type in PostgreSQL
 * @param labels of its constants, in their order
 */
record MappingEnum(DotName type, String pgType, List<String> labels) {
}
