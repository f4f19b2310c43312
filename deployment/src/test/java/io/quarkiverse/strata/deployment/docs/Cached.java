package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.sql.Select;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Cached {

    // tag::cached[]
    static final Select<User> ACTIVE_USERS = select(User.class).where(col(User::status).eq(Status.ACTIVE))
            .orderBy(col(User::name));

    @Inject
    Database db;

    Uni<List<User>> active() {
        return db.cacheFor(Duration.ofMinutes(30)).cacheKey("active_users").list(ACTIVE_USERS);
    }
    // end::cached[]

    // tag::sql[]
    Uni<Long> authors() {
        return db.cacheFor(Duration.ofMinutes(30))
                .single(sql("SELECT count(DISTINCT user_id) FROM posts").reads("posts").as(Long.class));
    }

    Uni<Integer> publish() {
        return db.execute(sql("UPDATE posts SET views = views + 1").changes("posts"));
    }
    // end::sql[]
}
