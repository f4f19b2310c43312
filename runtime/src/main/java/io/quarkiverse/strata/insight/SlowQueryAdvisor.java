package io.quarkiverse.strata.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;

/** Advice from the slow queries that are kept and from the catalog. */
final class SlowQueryAdvisor implements IndexAdvisor {

    private final CatalogConnections catalog;
    private final ScanAdvice scans;
    private final ForeignKeyAdvice foreignKeys;
    private final Supplier<List<SlowQuery>> slow;

    SlowQueryAdvisor(String dataSource, CatalogConnections catalog, ScanAdvice scans, Supplier<List<SlowQuery>> slow) {
        this.catalog = catalog;
        this.scans = scans;
        this.foreignKeys = new ForeignKeyAdvice(dataSource);
        this.slow = slow;
    }

    @Override
    public Uni<List<IndexAdvice>> advise() {
        return Uni.createFrom().completionStage(() -> find().toCompletionStage());
    }

    private Future<List<IndexAdvice>> find() {
        Map<String, SlowQuery> planned = new LinkedHashMap<>();
        slow.get().stream().filter(query -> query.plan() != null)
                .forEach(query -> planned.putIfAbsent(query.run().statement(), query));
        Future<List<IndexAdvice>> all = Future.succeededFuture(new ArrayList<>());
        for (SlowQuery query : planned.values()) { // asked anew: the index may be there by now
            all = all.compose(found -> scans.of(query.plan(), query.run().statement(), catalog).map(more -> join(found, more)));
        }
        return all.compose(found -> foreignKeys.find(catalog).map(more -> join(found, more)));
    }

    private static List<IndexAdvice> join(List<IndexAdvice> found, List<IndexAdvice> more) {
        for (IndexAdvice advice : more) {
            if (found.stream().noneMatch(known -> known.ddl().equals(advice.ddl()))) {
                found.add(advice);
            }
        }
        return found;
    }
}
