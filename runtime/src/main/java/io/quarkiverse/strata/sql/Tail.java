package io.quarkiverse.strata.sql;

import java.util.List;

/** What comes after the body of a select. */
record Tail(List<Ordering> orderBy, Operand limit, boolean withTies, Operand offset, List<Lock> locks) {

    static final Tail NONE = new Tail(List.of(), null, false, null, List.of());

    boolean isEmpty() {
        return orderBy.isEmpty() && !cuts() && locks.isEmpty();
    }

    boolean cuts() {
        return limit != null || offset != null;
    }

    Tail orderBy(List<Ordering> more) {
        return new Tail(Lists.concat(orderBy, more), limit, withTies, offset, locks);
    }

    Tail limit(Operand rows) {
        return new Tail(orderBy, rows, withTies, offset, locks);
    }

    Tail ties() {
        return new Tail(orderBy, limit, true, offset, locks);
    }

    Tail offset(Operand rows) {
        return new Tail(orderBy, limit, withTies, rows, locks);
    }

    Tail locks(List<Lock> other) {
        return new Tail(orderBy, limit, withTies, offset, other);
    }

    /** What matters when only the number of rows is asked for. */
    Tail counted() {
        return new Tail(withTies ? orderBy : List.of(), limit, withTies, offset, List.of());
    }

    void write(SqlWriter writer) {
        if (!orderBy.isEmpty()) {
            writer.sql(" ORDER BY ");
            Lists.commas(writer, orderBy);
        }
        if (withTies) {
            if (orderBy.isEmpty() && !ScopedWriter.of(writer).lenient()) {
                throw Misuse.of(1111, "withTies() needs an order that rows can be equal in: add orderBy(…).");
            }
            writer.sql(" FETCH FIRST ");
            Precedence.PRIMARY.write(writer, limit);
            writer.sql(" ROWS WITH TIES");
        } else if (limit != null) {
            writer.sql(" LIMIT ");
            Precedence.CAST.write(writer, limit);
        }
        if (offset != null) {
            writer.sql(" OFFSET ");
            Precedence.CAST.write(writer, offset);
        }
        locks.forEach(writer::node);
    }
}
