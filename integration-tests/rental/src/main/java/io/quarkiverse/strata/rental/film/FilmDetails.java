package io.quarkiverse.strata.rental.film;

import java.util.List;

import io.quarkiverse.strata.rental.actor.Actor;

/** A film with those who play in it and the stores that have it. */
public record FilmDetails(Film film, List<Actor> actors, List<Stock> stock) {
}
