package io.quarkiverse.strata.seeding;

/**
 * Where the application runs. The active profile decides: {@code dev}, {@code test}, {@code staging} and {@code prod} are what
 * they say. Under a profile of any other name the way of the start decides: {@code quarkus:dev} is {@link #DEVELOPMENT}, a test
 * is {@link #TEST}, and a packaged application is {@link #PRODUCTION}.
 */
public enum Environment {
    /** A developer's machine. */
    DEVELOPMENT,
    /** A test. */
    TEST,
    /** A rehearsal of production, by the profile {@code staging} alone. */
    STAGING,
    /** Everything else: nothing is seeded here unless the seeder and the configuration both say so. */
    PRODUCTION
}
