package io.quarkiverse.strata.sql;

import java.util.List;

/** What comes after the body of a select. */
record Tail(List<Ordering> orderBy, Operand limit, Operand offset, List<Lock> locks) {

    static final Tail NONE = new Tail(List.of(), null, null, List.of());

    boolean isEmpty() {
        return orderBy.isEmpty() && !cuts() && locks.isEmpty();
    }

    boolean cuts() {
        return limit != null || offset != null;
    }

    Tail orderBy(List<Ordering> more) {
        return new Tail(Lists.concat(orderBy, more), limit, offset, locks);
    }

    Tail limit(Operand rows) {
        return new Tail(orderBy, rows, offset, locks);
    }

    Tail offset(Operand rows) {
        return new Tail(orderBy, limit, rows, locks);
    }

    Tail locks(List<Lock> other) {
        return new Tail(orderBy, limit, offset, other);
    }

    /** What matters when only the number of rows is asked for. */
    Tail counted() {
        return new Tail(List.of(), limit, offset, List.of());
    }

    void write(SqlWriter writer) {
        if (!orderBy.isEmpty()) {
            writer.sql(" ORDER BY ");
            Lists.commas(writer, orderBy);
        }
        if (limit != null) {
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
