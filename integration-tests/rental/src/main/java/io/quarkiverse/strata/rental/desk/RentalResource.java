package io.quarkiverse.strata.rental.desk;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

@Path("/rentals")
public class RentalResource {

    private final Desk desk;

    RentalResource(Desk desk) {
        this.desk = desk;
    }

    @POST
    @ResponseStatus(StatusCode.CREATED)
    public Uni<Receipt> rent(RentalRequest request) {
        if (request == null) {
            throw new BadRequestException();
        }
        return desk.rent(request);
    }

    @POST
    @Path("/{id}/return")
    public Uni<Rental> bringBack(@RestPath long id) {
        return desk.bringBack(id);
    }

    /** One line of JSON for each rental. A client that goes away ends the cursor in the database. */
    @GET
    @Path("/stream")
    @Produces(RestMediaType.APPLICATION_NDJSON)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<Rental> stream() {
        return desk.all();
    }
}
