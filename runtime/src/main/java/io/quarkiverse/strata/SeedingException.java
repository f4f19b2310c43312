package io.quarkiverse.strata;

/**
 * Seeding did not happen: a seeder failed, or it was asked for where it is not allowed. What the failing seeder wrote was
 * rolled back; seeders that ran before it stay.
 */
public class SeedingException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public SeedingException(String message, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
    }
}
