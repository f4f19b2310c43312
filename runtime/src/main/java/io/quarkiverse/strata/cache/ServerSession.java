package io.quarkiverse.strata.cache;

import java.util.List;

/**
 * What the server says of itself and of the pool's sessions.
 *
 * @param database names the database among all there are: system identifier and oid
 * @param role the role
 * @param schemas where a name without a schema is looked for, in order
 */
record ServerSession(String database, String role, List<String> schemas) {
}
