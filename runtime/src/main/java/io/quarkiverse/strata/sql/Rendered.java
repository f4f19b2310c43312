package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * A statement ready for the server.
 *
 * @param text the SQL with {@code $1 … $n}, the same for every execution
 * @param parameters the places in their order
 */
public record Rendered(String text, List<Parameter> parameters) {
}
