package io.quarkiverse.strata.runtime.devui;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.insight.IndexAdvice;
import io.quarkiverse.strata.insight.IndexAdvisor;
import io.quarkiverse.strata.insight.Insight;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The page of the queries. */
@ApplicationScoped
public class QueriesJsonRPCService {

    private final Live live = new Live();
    private Insight insight;
    private List<IndexAdvisor> advisors = List.of();
    private Multi<String> badge;

    @PostConstruct
    void begin() {
        insight = Arc.container().instance(Insight.class).get();
        if (insight != null) {
            advisors = DataSources.all(Database.class).keySet().stream().map(insight::advisor).filter(Objects::nonNull)
                    .toList();
        }
        badge = live.badge(() -> Uni.createFrom().item(this::label));
    }

    @PreDestroy
    void end() {
        live.end();
    }

    @JsonRpcDescription("What this application's SQL statements cost: each with its calls, times and call site, the last runs, "
            + "and the last slow ones with their plans and the indexes that they lack. Times are in microseconds")
    public QueriesView getQueries() {
        return insight == null ? QueriesView.nothing() : QueriesView.of(!advisors.isEmpty(), insight);
    }

    @JsonRpcDescription("Indexes that seem to be missing: for slow statements that read whole tables, and for foreign keys")
    public Uni<AdviceView> getIndexAdvice() {
        if (advisors.isEmpty()) {
            return Uni.createFrom().item(new AdviceView(List.of(), List.of()));
        }
        return Uni.join().all(advisors.stream().map(QueriesJsonRPCService::ask).toList()).andFailFast().map(answers -> {
            List<Advice> advice = new ArrayList<>();
            List<FailureView> problems = new ArrayList<>();
            answers.forEach(answer -> {
                advice.addAll(answer.advice());
                problems.addAll(answer.problems());
            });
            return new AdviceView(advice, problems);
        });
    }

    private static Uni<AdviceView> ask(IndexAdvisor advisor) {
        return advisor.advise().map(QueriesJsonRPCService::view)
                .onFailure().recoverWithItem(problem -> new AdviceView(List.of(), List.of(FailureView.of(problem))));
    }

    private static AdviceView view(List<IndexAdvice> advice) {
        return new AdviceView(advice.stream().map(Advice::of).toList(), List.of());
    }

    public Multi<QueriesView> streamQueries() {
        return live.page(() -> Uni.createFrom().item(this::getQueries));
    }

    public Multi<String> streamQueriesLabel() {
        return badge;
    }

    /** Empties the statistics. @return what is left */
    public QueriesView forgetQueries() {
        if (insight != null) {
            insight.reset();
        }
        return getQueries();
    }

    private String label() {
        if (insight == null) {
            return "0";
        }
        int slow = insight.slow().size();
        return slow > 0 ? slow + " slow" : String.valueOf(insight.statements().size());
    }
}
