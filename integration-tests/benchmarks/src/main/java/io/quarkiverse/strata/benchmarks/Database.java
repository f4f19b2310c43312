package io.quarkiverse.strata.benchmarks;

/**
 * Where the server is.
 *
 * @param pool how many connections each peer's pool may hold
 */
public record Database(int port, String name, int pool) {

    public static final String USER = "postgres";
    /** What one pool may hold, when nothing else is said. */
    public static final int POOL = 10;

    public Database(int port, String name) {
        this(port, name, POOL);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    public String reactiveUrl() {
        return "postgresql://localhost:" + port + "/" + name;
    }
}
