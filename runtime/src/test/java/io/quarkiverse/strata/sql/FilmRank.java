package io.quarkiverse.strata.sql;

/** A projection: no table of its own. */
record FilmRank(Long id, String title, int rank) {
}
