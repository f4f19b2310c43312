package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.sql.Sql.*;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.ExplainOptions;
import io.quarkiverse.strata.Loader;
import io.quarkiverse.strata.Plan;
import io.quarkiverse.strata.insight.IndexAdvice;
import io.quarkiverse.strata.insight.IndexAdvisor;
import io.quarkiverse.strata.insight.QueryStatistics;
import io.quarkiverse.strata.insight.QueryStats;
import io.quarkiverse.strata.insight.SlowQueryAlert;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class SlowFilms {

    private static final Logger LOG = Logger.getLogger(SlowFilms.class);

    final AtomicReference<SlowQueryAlert> heard = new AtomicReference<>();

    @Inject
    Database db;

    @Inject
    QueryStatistics statistics;

    @Inject
    IndexAdvisor advisor;

    // tag::alert[]
    void page(@ObservesAsync SlowQueryAlert alert) {
        LOG.errorf("%s took %s", alert.run().statement(), alert.run().total());
        // end::alert[]
        heard.set(alert);
        // tag::alert[]
    }
    // end::alert[]

    // tag::advice[]
    Uni<List<String>> missingIndexes() {
        return advisor.advise().map(all -> all.stream().map(IndexAdvice::ddl).toList()); // CREATE INDEX CONCURRENTLY …
    }
    // end::advice[]

    // tag::statistics[]
    List<QueryStats> mostExpensive() {
        return statistics.statements().stream().limit(10).toList(); // by their total time
    }
    // end::statistics[]

    // tag::explain[]
    Uni<String> plan(String email) {
        return db.explain(select(User.class).where(col(User::email).eq(email)), ExplainOptions.ANALYZE).map(Plan::toString);
    }
    // end::explain[]

    // tag::loader[]
    Uni<List<User>> authors(List<Post> posts) {
        Loader<Long, User> users = db.loader(User.class, User::id);
        return Uni.join().all(posts.stream().map(post -> users.load(post.userId())).toList()).andFailFast();
    }
    // end::loader[]
}
