/**
 * The glue to Quarkus: configuration, recorders and producers. The only package that imports {@code io.quarkus.*}.
 */
package io.quarkiverse.strata.runtime;
