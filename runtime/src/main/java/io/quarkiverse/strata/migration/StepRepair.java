package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.literal;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.migration.HistoryRow.BegunStep;
import io.quarkiverse.strata.migration.LoneStatement.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;

/** Looks at what a statement outside a transaction did that ended nowhere, and clears away what it left. */
record StepRepair(MigrationSession session, MigrationDefinition migration, LoneStatement lone) {

    private static final Logger LOG = Logger.getLogger(StepRepair.class);
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** Nobody builds index {@code i} now. Which one others build isn't told to every role, but their locks are. */
    private static final String UNATTENDED = "NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p"
            + " WHERE p.datname = current_database() AND (p.index_relid = i.indexrelid OR p.index_relid IS NULL AND EXISTS"
            + " (SELECT FROM pg_catalog.pg_locks l WHERE l.pid = p.pid AND l.locktype = 'relation'"
            + " AND l.relation = i.indrelid)))";

    /** Whether it was done, as far as the catalog tells. Waits for the process that may still be at it. */
    Future<Boolean> isDone(BegunStep begun, int index) {
        return earlierEnds(begun, System.nanoTime() + session.options().waiting().toNanos(), false)
                .compose(ended -> switch (lone.kind()) {
                    case CREATE_INDEX -> ask("count(*) > 0 FROM (" + indexes(begun) + ") made WHERE indisvalid");
                    case DROP_INDEX -> ask("to_regclass(" + literal(lone.name()) + ") IS NULL");
                    case DETACH -> detached();
                    case CREATE -> ask("count(*) > 0 FROM " + lone.catalog() + " = " + name());
                    case DROP -> ask("count(*) = 0 FROM " + lone.catalog() + " = " + name());
                    case REINDEX, REPEATABLE, VALIDATE -> Future.succeededFuture(false);
                    case UNKNOWN -> Future.failedFuture(
                            session.failures().stepUnknown(migration, lone.statement(), index, session.history()));
                });
    }

    /** Drops the indexes that it, or one before it, began and didn't complete. */
    Future<Void> dropInvalid(BegunStep begun) {
        return invalid(begun).compose(this::drop);
    }

    /**
     * Clears away what a statement left that isn't known any more, where that is certain: a CREATE INDEX on the one table that
     * the indexes it found belong to, when all that came to that table since are INVALID.
     *
     * @return false where it isn't certain, and nothing was done
     */
    Future<Boolean> dropInvalidSince(BegunStep begun) {
        if (begun.indexes().isEmpty()) {
            return Future.succeededFuture(false);
        }
        String known = begun.indexes().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return earlierEnds(begun, System.nanoTime() + session.options().waiting().toNanos(), false)
                .compose(ended -> session.send("SELECT indexrelid::regclass::text, NOT indisvalid AND " + UNATTENDED
                        + " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = indexrelid WHERE c.relkind = 'i'"
                        + " AND indexrelid NOT IN (" + known + ") AND indrelid = (SELECT min(indrelid) FROM pg_catalog.pg_index"
                        + " WHERE indexrelid IN (" + known + ") HAVING count(DISTINCT indrelid) = 1 AND bool_or(indisvalid))"
                        + " ORDER BY 1"))
                .compose(rows -> {
                    List<Row> made = Wire.list(rows);
                    return made.isEmpty() || !made.stream().allMatch(row -> row.getBoolean(1)) ? Future.succeededFuture(false)
                            : drop(made.stream().map(row -> row.getString(0)).toList()).map(true);
                });
    }

    private Future<Void> drop(List<String> names) {
        return Wire.inTurn(names, name -> {
            LOG.warnf("Migration %s %s: dropping the INVALID index %s, which an interrupted statement left", migration.id(),
                    migration.description(), name);
            return session.send("DROP INDEX CONCURRENTLY IF EXISTS " + name);
        }).mapEmpty();
    }

    /** What there is of it after it failed, as a sentence; empty where nothing is. */
    Future<String> left() {
        return switch (lone.kind()) {
            case UNKNOWN -> Future.succeededFuture(" What it committed itself stays.");
            case DETACH -> ask("count(*) > 0" + pair() + " AND inhdetachpending").map(pending -> !pending ? ""
                    : " It left the partition " + lone.name() + " half detached, which the next start completes.");
            default -> invalid(new BegunStep(0, null, List.of())).map(names -> names.isEmpty() ? ""
                    : " It left the INVALID index " + String.join(", ", names) + ", which the next start drops.");
        };
    }

    private Future<List<String>> invalid(BegunStep begun) {
        boolean own = lone.kind() == Kind.CREATE_INDEX && (lone.name() != null || begun != null)
                || lone.kind() == Kind.REINDEX && begun != null;
        return !own ? Future.succeededFuture(List.of())
                : session.send("SELECT indexrelid::regclass::text FROM (" + indexes(begun) + ") i WHERE NOT indisvalid AND "
                        + UNATTENDED + " ORDER BY 1")
                        .map(rows -> Wire.list(rows).stream().map(row -> row.getString(0)).toList());
    }

    /** The indexes that are its work. */
    private String indexes(BegunStep begun) {
        String before = begun == null || begun.indexes().isEmpty() ? ""
                : " AND i.indexrelid NOT IN (" + begun.indexes().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + ")";
        String which = lone.kind() == Kind.REINDEX ? "c.relname ~ '_cc(new|old)[0-9]*$'"
                : "i.indrelid = to_regclass(" + literal(lone.table()) + ")"
                        + (lone.name() == null ? "" : " AND c.relname = " + name());
        return "SELECT i.indexrelid, i.indrelid, i.indisvalid FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                + " WHERE c.relkind = 'i' AND " + which + before;
    }

    private Future<Boolean> detached() {
        return ask("count(*) > 0" + pair() + " AND inhdetachpending").compose(pending -> !pending
                ? ask("count(*) = 0" + pair())
                : session.send("ALTER TABLE " + lone.table() + " DETACH PARTITION " + lone.name() + " FINALIZE").map(true));
    }

    private String pair() {
        return " FROM pg_catalog.pg_inherits WHERE inhrelid = to_regclass(" + literal(lone.name())
                + ") AND inhparent = to_regclass(" + literal(lone.table()) + ")";
    }

    private String name() {
        return "(pg_catalog.parse_ident(" + literal(lone.name()) + "))[1]::name";
    }

    private Future<Boolean> ask(String question) {
        return session.send("SELECT " + question).map(rows -> rows.iterator().next().getBoolean(0));
    }

    /**
     * Its connection may be gone, and the server works on until it notices. One that does nothing is ended; one
     * that this role may not see counts as it.
     */
    private Future<Void> earlierEnds(BegunStep begun, long deadline, boolean told) {
        String backend = " FROM pg_catalog.pg_stat_activity WHERE pid = " + begun.backend() + " AND (backend_start IS NULL"
                + " OR backend_start = " + literal(begun.backendStarted().toString()) + "::timestamptz)";
        return session.send("SELECT CASE WHEN state LIKE 'idle%' THEN pg_terminate_backend(pid) END AS idle" + backend)
                .compose(rows -> {
                    if (!rows.iterator().hasNext()) {
                        return Future.succeededFuture();
                    }
                    if (System.nanoTime() > deadline) {
                        return Future.failedFuture(session.failures().of("STRATA-3222", "backend " + begun.backend()
                                + " has been at a statement of migration " + migration.label() + " of datasource "
                                + session.options().dataSource() + " since before it was interrupted, for more than "
                                + session.options().waiting().toSeconds() + " s now: wait for its end, or end it with SELECT"
                                + " pg_terminate_backend(" + begun.backend() + "), and start again", migration.id(), null));
                    }
                    Row row = rows.iterator().next();
                    if (!told && row.getBoolean("idle") == null) {
                        LOG.infof("Migration %s %s: waiting for backend %d, which is still at its interrupted statement",
                                migration.id(), migration.description(), begun.backend());
                    }
                    return Wire.later(PAUSE, () -> earlierEnds(begun, deadline, true));
                });
    }
}
