package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.sql.Sql.*;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Page;
import io.quarkiverse.strata.deployment.docs.Projections.Author;
import io.quarkiverse.strata.sql.Condition;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Select;
import io.smallrye.mutiny.Uni;

/** What other builders and mappers are asked for most, in Strata's words. */
@ApplicationScoped
public class Idioms {

    @Inject
    Database db;

    // tag::jooq[]
    Uni<List<Author>> busy(long posts) { // fetchInto(Author.class)
        return db.list(select(col(User::name), count(col(Post::id)).as("posts")).as(Author.class)
                .from(User.class)
                .join(Post.class).on(col(Post::userId).eq(col(User::id)))
                .groupBy(col(User::id))
                .having(count(col(Post::id)).gt(posts))
                .orderBy(col(User::name)));
    }

    Uni<Integer> shout(long id) { // a function of the database: DSL.function("upper", …)
        return db.execute(update(Post.class).set(col(Post::title), function("upper", col(Post::title)))
                .where(col(Post::id).eq(id)));
    }

    Uni<List<Post>> matching(List<Condition> wanted) { // DSL.and(conditions): all posts when there is none
        return db.list(select(Post.class).where(and(wanted)).orderBy(col(Post::id)));
    }
    // end::jooq[]

    // tag::panache[]
    Uni<User> one(long id) { // User.findById(id)
        return db.find(User.class, id);
    }

    Uni<List<User>> named(String name) { // User.list("name = ?1", Sort.by("id"), name)
        return db.list(select(User.class).where(col(User::name).eq(name)).orderBy(col(User::id)));
    }

    Uni<Page<User>> page(int number) { // User.findAll().page(number, 20)
        return db.page(select(User.class).orderBy(col(User::id)), number, 20);
    }

    Uni<Long> active() { // User.count("status", Status.ACTIVE)
        return db.count(select(User.class).where(col(User::status).eq(Status.ACTIVE)));
    }

    Uni<User> rename(long id, String name) { // user.name = name, flushed at the end of the transaction
        return db.transaction(tx -> tx.single(select(User.class).where(col(User::id).eq(id)).forUpdate())
                .chain(user -> tx.update(new User(user.id(), user.email(), name, user.status(), user.createdAt()))));
    }
    // end::panache[]

    // tag::laravel[]
    Uni<User> firstOrCreate(String email) { // User::firstOrCreate(['email' => $email], ['name' => 'new'])
        return db.single(insertInto(User.class).record(User.of(email, "new"))
                .onConflict("email").doUpdate(set("email", excluded("email"))) // a row that is there comes back, too
                .returning(User.class));
    }

    Uni<List<String>> titles(long userId) { // Post::where('user_id', $id)->orderBy('title')->pluck('title')
        return db.list(select(col(Post::title)).as(String.class).from(Post.class)
                .where(col(Post::userId).eq(userId)).orderBy(col(Post::title)));
    }

    Uni<Integer> increment(long id) { // Post::where('id', $id)->increment('views')
        return db.execute(update(Post.class).set(col(Post::views), col(Post::views).plus(1)).where(col(Post::id).eq(id)));
    }
    // end::laravel[]

    // tag::kysely[]
    static final Select<Row> MOST_READ = select(col("u.name"), col("p.title"))
            .from(table("users").as("u"))
            .leftJoin(lateral(select(all()).from("posts").where(col("user_id").eq(col("u.id")))
                    .orderBy(col("views").desc()).limit(1)).as("p"))
            .onTrue()
            .orderBy("u.name");

    Uni<List<Row>> mostRead() {
        return db.list(MOST_READ);
    }
    // end::kysely[]
}
