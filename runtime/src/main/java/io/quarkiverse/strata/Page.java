package io.quarkiverse.strata;

import java.util.List;

/**
 * One page of a result.
 *
 * @param rows its rows, at most {@code size}
 * @param number which page, from 0
 * @param size how many rows a full page has
 * @param hasNext whether a further page has rows
 */
public record Page<T>(List<T> rows, int number, int size, boolean hasNext) {
}
