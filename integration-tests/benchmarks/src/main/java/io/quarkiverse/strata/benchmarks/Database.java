package io.quarkiverse.strata.benchmarks;

/** Where the server is. */
public record Database(int port, String name) {

    public static final String USER = "postgres";
    /** What one pool may hold. */
    public static final int POOL = 10;

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    public String reactiveUrl() {
        return "postgresql://localhost:" + port + "/" + name;
    }
}
