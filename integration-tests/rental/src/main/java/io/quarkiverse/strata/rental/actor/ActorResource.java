package io.quarkiverse.strata.rental.actor;

import java.util.List;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.smallrye.mutiny.Uni;

@Path("/actors")
public class ActorResource {

    private static final int DEEPEST = 4;

    private final Actors actors;

    ActorResource(Actors actors) {
        this.actors = actors;
    }

    @GET
    @Path("/{id}/network")
    public Uni<List<Connection>> network(@RestPath long id, @RestQuery @DefaultValue("1") int depth) {
        return actors.network(id, Math.min(Math.max(depth, 1), DEEPEST));
    }
}
