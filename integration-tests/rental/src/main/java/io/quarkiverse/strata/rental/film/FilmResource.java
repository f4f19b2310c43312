package io.quarkiverse.strata.rental.film;

import java.util.List;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.strata.Page;
import io.smallrye.mutiny.Uni;

@Path("/films")
public class FilmResource {

    private final Films films;

    FilmResource(Films films) {
        this.films = films;
    }

    @GET
    public Uni<Page<ListedFilm>> search(@RestQuery String text, @RestQuery String category, @RestQuery String actor,
            @RestQuery MpaaRating rating, @RestQuery @DefaultValue("0") int page) {
        return films.search(new FilmFilter(text, category, actor, rating), Math.max(page, 0));
    }

    @GET
    @Path("/{id}")
    public Uni<FilmDetails> details(@RestPath long id) {
        return films.details(id);
    }

    @GET
    @Path("/categories")
    public Uni<List<String>> categories() {
        return films.categories();
    }
}
