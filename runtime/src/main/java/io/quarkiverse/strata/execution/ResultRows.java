package io.quarkiverse.strata.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collector;

import io.quarkiverse.strata.ResultTooLargeException;
import io.vertx.sqlclient.Row;

/** The rows of one answer while they come. Too many fail the answer: the driver throws away what comes then. */
final class ResultRows {

    private final List<Row> rows = new ArrayList<>();
    private final Call<?> call;
    private final ResultLimits limits;
    private final LongSupplier received;
    private final Consumer<Throwable> exceeded;
    private final long before;

    private ResultRows(Call<?> call, ResultLimits limits, LongSupplier received, Consumer<Throwable> exceeded) {
        this.call = call;
        this.limits = limits;
        this.received = received;
        this.exceeded = exceeded;
        this.before = received.getAsLong();
    }

    /**
     * @param received how many bytes the connection has got so far
     * @param exceeded told at once, and before the answer's end
     */
    static Collector<Row, ?, List<Row>> collector(Call<?> call, ResultLimits limits, LongSupplier received,
            Consumer<Throwable> exceeded) {
        return Collector.of(() -> new ResultRows(call, limits, received, exceeded), ResultRows::add, (one, other) -> one,
                all -> all.rows);
    }

    private void add(Row row) {
        if (limits.rows() > 0 && rows.size() >= limits.rows()) {
            throw refused("more than " + limits.rows() + " rows", "maxRows(…)", "max-rows");
        }
        if (limits.bytes() > 0 && received.getAsLong() - before > limits.bytes()) {
            throw refused("more than " + limits.bytes() + " bytes", "maxBytes(…)", "max-size");
        }
        rows.add(row);
    }

    private ResultTooLargeException refused(String size, String verb, String property) {
        rows.clear();
        ResultTooLargeException failure = new ResultTooLargeException("the result of a statement on datasource "
                + call.dataSource() + " has " + size + ". Ask for less (limit, page), take the rows as they come (stream), or "
                + "allow it by " + verb + " or quarkus.strata.results." + property
                + (call.isItsOwnCommit() ? ". What it has changed isn't undone" : "") + ". Statement: "
                + call.text(),
                Failures.details("STRATA-2210", call.dataSource(), call.text()), null);
        exceeded.accept(failure);
        return failure;
    }
}
