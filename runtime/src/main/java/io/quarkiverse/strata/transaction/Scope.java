package io.quarkiverse.strata.transaction;

/**
 * A part of a session's work that ends as one: the session itself, a transaction, or a savepoint in it. Its opening SQL is
 * sent with its first statement, so a scope without statements costs nothing. All state is guarded by the session's lock.
 */
final class Scope {

    /** What a scope is on the server. */
    enum Kind {
        CONNECTION,
        TRANSACTION,
        SAVEPOINT
    }

    /** How far it has come. */
    enum State {
        /** Nothing was sent for it. */
        FRESH,
        /** Its opening SQL was sent. */
        OPEN,
        /** It takes no more statements. */
        ENDING,
        /** Over. */
        ENDED
    }

    final Session session;
    final Scope parent;
    final Kind kind;
    final int depth;
    final boolean readOnly;
    State state = State.FRESH;
    boolean onServer;
    Throwable rollbackOnly;
    Throwable firstFailure;
    Ending ending;
    /** Null but for the transaction of a test and what is inside it: the part that the scope plays there. */
    TestPart testPart;

    private Scope(Session session, Scope parent, Kind kind, boolean readOnly) {
        this.session = session;
        this.parent = parent;
        this.kind = kind;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.readOnly = readOnly;
    }

    static Scope connection(Session session) {
        return new Scope(session, null, Kind.CONNECTION, false);
    }

    Scope transaction(boolean onlyReads) {
        return new Scope(session, this, Kind.TRANSACTION, onlyReads);
    }

    Scope savepoint() {
        return savepoint(testPart == null ? null : testPart.savepoint());
    }

    Scope savepoint(TestPart part) {
        Scope savepoint = new Scope(session, this, Kind.SAVEPOINT, readOnly);
        savepoint.testPart = part;
        return savepoint;
    }

    /** Whether this scope is {@code other} or inside it. */
    boolean isWithin(Scope other) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (scope == other) {
                return true;
            }
        }
        return false;
    }

    String openSql() {
        return switch (kind) {
            case CONNECTION -> null;
            case TRANSACTION -> readOnly ? "BEGIN READ ONLY" : "BEGIN";
            case SAVEPOINT -> "SAVEPOINT " + name();
        };
    }

    /** A raw COMMIT of a failed transaction "succeeds" while it rolls back; behind SELECT 1 it fails instead. */
    String keepSql() {
        return switch (kind) {
            case CONNECTION -> null;
            case TRANSACTION -> "SELECT 1; COMMIT";
            case SAVEPOINT -> (testPart == null ? "" : testPart.beforeEnd()) + "RELEASE SAVEPOINT " + name();
        };
    }

    /** What {@link #keepSql} is called in messages. */
    String keepText() {
        return testPart != null && testPart.standsIn() ? "COMMIT" : keepSql();
    }

    String undoSql() {
        return switch (kind) {
            case CONNECTION -> null;
            case TRANSACTION -> "ROLLBACK";
            case SAVEPOINT -> "ROLLBACK TO SAVEPOINT " + name() + "; RELEASE SAVEPOINT " + name();
        };
    }

    /** Open savepoints form one chain, so the depth names them; the same texts come again and again. */
    private String name() {
        return "s" + (depth - 1);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case CONNECTION -> "the connection";
            case TRANSACTION -> "the transaction";
            case SAVEPOINT -> testPart != null && testPart.standsIn() ? "the transaction" : "savepoint " + name();
        };
    }
}
