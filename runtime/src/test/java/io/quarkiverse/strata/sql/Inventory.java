package io.quarkiverse.strata.sql;

/** A copy of a film in a store; its id is its own, no identity. */
record Inventory(int inventoryId, long filmId, int storeId, Integer qty) {
}
