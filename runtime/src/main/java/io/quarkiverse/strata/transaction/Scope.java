package io.quarkiverse.strata.transaction;

import io.quarkiverse.strata.execution.Writes;

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
    /** What was sent in it that may change data; null in a plain savepoint, which belongs to its transaction. */
    final Writes writes;
    /** Null but for the transaction of a test and what is inside it: the part that the scope plays there. */
    final TestPart testPart;
    State state = State.FRESH;
    boolean onServer;
    Throwable rollbackOnly;
    Throwable firstFailure;
    Ending ending;

    private Scope(Session session, Scope parent, Kind kind, boolean readOnly, TestPart testPart) {
        this.session = session;
        this.parent = parent;
        this.kind = kind;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.readOnly = readOnly;
        this.testPart = testPart;
        this.writes = kind == Kind.TRANSACTION || testPart != null && testPart.standsIn()
                ? new Writes(session.pool().dataSource())
                : null;
    }

    static Scope connection(Session session) {
        return new Scope(session, null, Kind.CONNECTION, false, null);
    }

    Scope transaction(boolean onlyReads) {
        return new Scope(session, this, Kind.TRANSACTION, onlyReads, null);
    }

    /** The transaction of a test. */
    Scope transaction(TestPart part) {
        return new Scope(session, this, Kind.TRANSACTION, false, part);
    }

    Scope savepoint() {
        return savepoint(testPart == null ? null : testPart.savepoint());
    }

    Scope savepoint(TestPart part) {
        return new Scope(session, this, Kind.SAVEPOINT, readOnly, part);
    }

    /** The transaction that this scope is, or is in; null for the connection. */
    Scope enclosingTransaction() {
        Scope scope = this;
        while (scope != null && scope.writes == null) {
            scope = scope.parent;
        }
        return scope;
    }

    /** What a part of a test's transaction has written is still to be undone with the whole. */
    void takeOver(Writes ended) {
        Scope enclosing = enclosingTransaction();
        if (enclosing != null) {
            ended.statements().forEach(enclosing.writes::add);
        }
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
