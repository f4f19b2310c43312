package io.quarkiverse.strata.rental.customer;

import java.util.List;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.smallrye.mutiny.Uni;

@Path("/customers")
public class CustomerResource {

    private final Customers customers;

    CustomerResource(Customers customers) {
        this.customers = customers;
    }

    @GET
    public Uni<List<Customer>> named(@RestQuery @DefaultValue("") String name) {
        return customers.named(name.strip());
    }

    @GET
    @Path("/{id}/rentals")
    public Uni<List<RentedFilm>> rented(@RestPath long id) {
        return customers.rented(id);
    }

    @GET
    @Path("/{id}/newsletter")
    public Uni<NewsletterForm> newsletter(@RestPath long id) {
        return customers.newsletter(id).map(NewsletterForm::of);
    }

    @PUT
    @Path("/{id}/newsletter")
    public Uni<NewsletterForm> subscribe(@RestPath long id, NewsletterForm form) {
        return customers.subscribe(form.of(id)).map(NewsletterForm::of);
    }
}
