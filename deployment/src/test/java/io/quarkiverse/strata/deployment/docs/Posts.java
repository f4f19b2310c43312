package io.quarkiverse.strata.deployment.docs;

import static io.quarkiverse.strata.sql.Sql.*;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Page;
import io.quarkiverse.strata.SeekPage;
import io.quarkiverse.strata.deployment.docs.Projections.Author;
import io.quarkiverse.strata.deployment.docs.Projections.Feed;
import io.quarkiverse.strata.deployment.docs.Projections.Found;
import io.quarkiverse.strata.deployment.docs.Projections.Ranked;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Select;
import io.smallrye.mutiny.Uni;

/** Statements of all kinds. */
@ApplicationScoped
public class Posts {

    @Inject
    Database db;

    // tag::records[]
    Uni<Post> edit(long id, String title) {
        return db.find(Post.class, id)
                .onItem().ifNotNull().transformToUni(post -> db.update(
                        new Post(post.id(), post.userId(), title, post.views(), post.tags())));
    }

    Uni<List<Post>> publish(List<Post> posts) {
        return db.insertAll(posts); // all or none, however many
    }
    // end::records[]

    // tag::join[]
    Uni<List<Author>> authors() {
        return db.list(select(col(User::name), count(col(Post::id)).as("posts")).as(Author.class)
                .from(User.class)
                .leftJoin(Post.class).on(col(Post::userId).eq(col(User::id)))
                .groupBy(col(User::id))
                .orderBy(col(User::name)));
    }
    // end::join[]

    // tag::nested[]
    Uni<List<Feed>> feeds() {
        Select<Post> own = select(Post.class).where(col(Post::userId).eq(col(User::id)));
        return db.list(select(col(User::id), col(User::name),
                many(own.orderBy(col(Post::id)).limit(10)).as("posts"),
                one(own.orderBy(col(Post::views).desc()).limit(1)).as("best"))
                .from(User.class).orderBy(col(User::id)).as(Feed.class));
    }
    // end::nested[]

    // tag::sealed[]
    Uni<List<Found>> everything() {
        return db.list(sql("""
                SELECT 'writer' AS kind, name, NULL AS title, NULL::int4 AS views FROM users
                UNION ALL SELECT 'post', NULL, title, views FROM posts
                ORDER BY kind, title""").as(Found.class));
    }
    // end::sealed[]

    // tag::window[]
    static final Select<Ranked> TOP = with("ranked",
            select(all("p"), rowNumber().over(partitionBy("p.user_id").orderBy(col("p.views").desc())).as("rank"))
                    .from(table("posts").as("p")))
            .select(Ranked.class).from("ranked")
            .where(col("rank").le(3))
            .orderBy("user_id", "rank");
    // end::window[]

    Uni<List<Ranked>> top() {
        return db.list(TOP);
    }

    // tag::list[]
    Uni<List<Post>> of(List<Long> userIds) {
        return db.list(select(Post.class).where(col(Post::userId).in(userIds)).orderBy(col(Post::id)));
    }
    // end::list[]

    // tag::optional[]
    Uni<List<Post>> search(Long userId, String word) {
        return db.list(select(Post.class)
                .whereIf(userId != null, () -> col(Post::userId).eq(userId))
                .whereIf(word != null, () -> col(Post::title).ilike("%" + word + "%"))
                .orderBy(col(Post::id)));
    }
    // end::optional[]

    // tag::exists[]
    Uni<List<User>> silent() {
        return db.list(select(User.class)
                .where(notExists(select(col(Post::id)).from(Post.class).where(col(Post::userId).eq(col(User::id)))))
                .orderBy(col(User::id)));
    }
    // end::exists[]

    // tag::raw[]
    Uni<List<Post>> tagged(String tag, int views) {
        return db.list(sql("SELECT * FROM posts WHERE :tag = ANY(tags) AND views > :views ORDER BY id")
                .bind("tag", tag).bind("views", views).as(Post.class));
    }

    Uni<Long> longTitles(int letters) {
        return db.count(select(Post.class).where(raw("char_length(title) > :letters").bind("letters", letters)));
    }
    // end::raw[]

    // tag::update[]
    Uni<Integer> read(long id) {
        return db.execute(update(Post.class).set(col(Post::views), col(Post::views).plus(1)).where(col(Post::id).eq(id)));
    }

    Uni<List<Post>> forget(long userId) {
        return db.list(deleteFrom(Post.class).where(col(Post::userId).eq(userId)).returning(Post.class));
    }
    // end::update[]

    // tag::conflict[]
    static Query<User> put(User user) {
        return insertInto(User.class).record(user)
                .onConflict("email").doUpdate("name")
                .returning(User.class);
    }
    // end::conflict[]

    Uni<User> register(User user) {
        return db.single(put(user));
    }

    // tag::page[]
    Uni<Page<Post>> page(int number) {
        return db.page(select(Post.class).orderBy(col(Post::id)), number, 20);
    }
    // end::page[]

    // tag::seek[]
    Uni<SeekPage<Post>> mostRead(String cursor) {
        return db.seek(select(Post.class).orderBy(col(Post::views).desc(), col(Post::id)), cursor, 20);
    }

    static final Select<User> NEWEST = select(User.class)
            .orderBy(col(User::createdAt).desc().notNull(), col(User::id).desc()); // (created_at, id) < ($1, $2)

    Uni<SeekPage<User>> newest(String cursor) {
        return db.seek(NEWEST, cursor, 1);
    }
    // end::seek[]
}
