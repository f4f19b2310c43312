package io.quarkiverse.strata.schema;

/** By what a row that was updated or deleted is told to subscribers of logical replication. */
public final class ReplicaIdentity {

    /** By its primary key. */
    public static final ReplicaIdentity DEFAULT = new ReplicaIdentity("DEFAULT");
    /** By all of its columns. */
    public static final ReplicaIdentity FULL = new ReplicaIdentity("FULL");
    /** Not at all. */
    public static final ReplicaIdentity NOTHING = new ReplicaIdentity("NOTHING");

    private final String sql;

    private ReplicaIdentity(String sql) {
        this.sql = sql;
    }

    /** By the columns of a unique index without null. */
    public static ReplicaIdentity usingIndex(String index) {
        return new ReplicaIdentity("USING INDEX " + Names.quote(index));
    }

    String sql() {
        return sql;
    }

    @Override
    public String toString() {
        return sql;
    }
}
