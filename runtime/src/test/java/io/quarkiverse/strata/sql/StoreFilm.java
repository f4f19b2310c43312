package io.quarkiverse.strata.sql;

/** A composite primary key, a generated column beside it. */
record StoreFilm(int storeId, long filmId, String shelf, Integer version) {
}
