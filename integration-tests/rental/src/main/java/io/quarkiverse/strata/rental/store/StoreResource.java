package io.quarkiverse.strata.rental.store;

import java.util.List;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.smallrye.mutiny.Uni;

@Path("/stores")
public class StoreResource {

    private final Stores stores;

    StoreResource(Stores stores) {
        this.stores = stores;
    }

    @GET
    @Path("/{id}/top-customers")
    public Uni<List<TopCustomer>> topCustomers(@RestPath long id, @RestQuery @DefaultValue("10") int limit) {
        return stores.topCustomers(id, Math.min(Math.max(limit, 1), 100));
    }
}
