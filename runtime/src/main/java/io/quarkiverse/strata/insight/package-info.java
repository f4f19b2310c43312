/**
 * What statements cost and why: {@link io.quarkiverse.strata.insight.QueryStatistics} is what users ask,
 * {@link io.quarkiverse.strata.insight.Insight} hears of each statement, {@link io.quarkiverse.strata.insight.IndexAdvisor}
 * looks for missing indexes. Nothing here holds a statement's values. Imports {@code execution}, the root, {@code sql} and
 * {@code mapping}.
 */
package io.quarkiverse.strata.insight;
