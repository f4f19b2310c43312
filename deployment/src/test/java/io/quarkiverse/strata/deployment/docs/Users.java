package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.sql.Sql.*;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.sql.Select;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

// tag::service[]
@ApplicationScoped
public class Users {

    static final Select<User> BY_EMAIL = select(User.class).where(col(User::email).eq(param("email")));

    @Inject
    Database db;

    public Uni<User> register(String email, String name) {
        return db.insert(User.of(email, name)); // with the id and the time that the database made
    }

    public Uni<User> byEmail(String email) {
        return db.first(BY_EMAIL.bind("email", email)); // null when there is none
    }

    public Uni<List<User>> newest() {
        return db.list(select(User.class)
                .where(col(User::status).eq(Status.ACTIVE))
                .orderBy(col(User::createdAt).desc())
                .limit(100));
    }

    public Multi<User> all() {
        return db.stream(select(User.class).orderBy(col(User::id)));
    }
}
// end::service[]
