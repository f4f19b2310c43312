package io.quarkiverse.strata.rental.film;

/**
 * Which films are wanted; null asks for nothing.
 *
 * @param text words of the title or description, as people type them into a search field
 * @param category a category's name
 * @param actor a part of an actor's name
 * @param rating the rating
 */
public record FilmFilter(String text, String category, String actor, MpaaRating rating) {

    public FilmFilter {
        text = emptyToNull(text);
        category = emptyToNull(category);
        actor = emptyToNull(actor);
    }

    private static String emptyToNull(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
