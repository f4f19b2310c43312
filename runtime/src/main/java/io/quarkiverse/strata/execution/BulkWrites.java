package io.quarkiverse.strata.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.quarkiverse.strata.sql.BulkStatements;
import io.quarkiverse.strata.sql.BulkStatements.Part;
import io.quarkiverse.strata.sql.BulkStatements.Verb;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Many records, written a chunk after another. */
final class BulkWrites {

    private BulkWrites() {
    }

    /** Whether what some statements do must not stay when a later one fails, or when they found too few rows. */
    static <T> boolean needsTransaction(Verb verb, BulkStatements<T> bulk, List<Part<T>> parts) {
        return parts.size() > 1 || looksAtVersions(verb, bulk);
    }

    private static boolean looksAtVersions(Verb verb, BulkStatements<?> bulk) {
        return verb != Verb.INSERT && bulk.single().hasVersion();
    }

    /**
     * Writes records and gives back their rows in their order, without those that have none.
     *
     * @param given how many they are
     */
    static <T> Uni<List<T>> all(AbstractQueries queries, Verb verb, BulkStatements<T> bulk, List<Part<T>> parts, int given) {
        Uni<List<T>> all = Uni.createFrom().item(() -> new ArrayList<>(Collections.nCopies(given, null)));
        for (Part<T> part : parts) {
            all = all.chain(rows -> queries.list(part.returning()).invoke(written -> {
                for (int i = 0; i < written.size(); i++) {
                    rows.set(part.places().get(i), written.get(i));
                }
            }).replaceWith(rows));
        }
        return all.map(rows -> {
            List<T> found = rows.stream().filter(Objects::nonNull).collect(Collectors.toCollection(ArrayList::new));
            checkAllFound(verb, bulk, found.size(), given);
            return found;
        });
    }

    private static void checkAllFound(Verb verb, BulkStatements<?> bulk, long found, long given) {
        if (found < given && looksAtVersions(verb, bulk)) {
            throw Failures.stale(bulk.single(), given - found, given);
        }
    }

    /** Writes what a source has, as it comes. @return how many rows were written */
    static <T> Uni<Long> all(AbstractQueries queries, Verb verb, Multi<T> records) {
        return Uni.createFrom().context(context -> {
            RecordSource<T> source = RecordSource.of(records, context);
            Written<T> written = new Written<>();
            return Multi.createBy().repeating().uni(() -> source.next().chain(chunk -> written.add(queries, verb, chunk)))
                    .whilst(more -> more)
                    .onItem().ignoreAsUni().map(done -> written.rows(verb))
                    .onTermination().invoke(source::cancel);
        });
    }

    /** How far it has come. */
    private static final class Written<T> {

        private BulkStatements<T> bulk;
        private long given;
        private long rows;

        /** @return whether there may be more */
        Uni<Boolean> add(AbstractQueries queries, Verb verb, List<T> chunk) {
            if (chunk.isEmpty()) {
                return Uni.createFrom().item(false);
            }
            bulk = BulkStatements.of(chunk.get(0));
            given += chunk.size();
            Uni<Boolean> all = Uni.createFrom().item(true);
            for (Part<T> part : bulk.statements(verb, chunk)) {
                all = all.chain(() -> queries.execute(part.counting()).invoke(count -> rows += count).replaceWith(true));
            }
            return all;
        }

        long rows(Verb verb) {
            if (bulk != null) {
                checkAllFound(verb, bulk, rows, given);
            }
            return rows;
        }
    }
}
