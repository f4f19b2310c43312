package io.quarkiverse.strata.rental.web;

import jakarta.ws.rs.core.Response.Status;

/** The service understood and refuses. Inside a transaction it rolls back, like every failure. */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Status status;

    private Refusal(Status status, String message) {
        super(message);
        this.status = status;
    }

    /** 404: there is no such thing. */
    public static Refusal unknown(String thing, long id) {
        return new Refusal(Status.NOT_FOUND, "There is no " + thing + " " + id + ".");
    }

    /** 409: not as things are now. */
    public static Refusal conflict(String message) {
        return new Refusal(Status.CONFLICT, message);
    }

    public Status status() {
        return status;
    }
}
