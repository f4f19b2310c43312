package io.quarkiverse.strata.rental.seed;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.function;
import static io.quarkiverse.strata.sql.Sql.max;
import static io.quarkiverse.strata.sql.Sql.select;

import java.util.function.Function;

import io.quarkiverse.strata.Queries;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Fills tables from the files. */
final class Seeds {

    private Seeds() {
    }

    /** Fills a table whose rows have no number of their own. Files are read on a worker thread, as reading them blocks. */
    static <T> Uni<Void> fill(Queries db, String table, Function<Line, T> record) {
        return Uni.createFrom().item(() -> Csv.read(table, record))
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .chain(db::insertAll).replaceWithVoid();
    }

    /** As {@link #fill}, and has the table number new rows from there on. */
    static <T> Uni<Void> fillNumbered(Queries db, String table, Function<Line, T> record) {
        String id = table + "_id";
        return fill(db, table, record)
                .chain(() -> db.first(select(
                        function(Long.class, "setval", function("pg_get_serial_sequence", table, id), max(col(id))))
                        .from(table)))
                .replaceWithVoid();
    }
}
