package io.quarkiverse.strata.rental.film;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.count;
import static io.quarkiverse.strata.sql.Sql.exists;
import static io.quarkiverse.strata.sql.Sql.function;
import static io.quarkiverse.strata.sql.Sql.lower;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.tsRank;
import static io.quarkiverse.strata.sql.Sql.websearchToTsquery;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Page;
import io.quarkiverse.strata.rental.actor.Actor;
import io.quarkiverse.strata.rental.desk.Rental;
import io.quarkiverse.strata.rental.web.Refusal;
import io.quarkiverse.strata.sql.Condition;
import io.quarkiverse.strata.sql.Expression;
import io.quarkiverse.strata.sql.Select;
import io.smallrye.mutiny.Uni;

/** What the service knows of films. */
@ApplicationScoped
public class Films {

    static final int PAGE_SIZE = 20;

    // tag::list[]
    static final Select<String> CATEGORIES = select(col(Category::name)).from(Category.class).orderBy(col(Category::name));

    private final Database db;

    Films(Database db) {
        this.db = db;
    }

    public Uni<List<String>> categories() {
        return db.cacheFor(Duration.ofHours(1)).list(CATEGORIES);
    }
    // end::list[]

    /** Films that the filter lets through: the best matches of a text first, else by title. */
    // tag::search[]
    public Uni<Page<ListedFilm>> search(FilmFilter filter, int page) {
        Select<ListedFilm> films = select(ListedFilm.class)
                .whereIf(filter.rating() != null, () -> col(ListedFilm::rating).eq(filter.rating()))
                .whereIf(filter.category() != null, () -> isOfCategory(filter.category()))
                .whereIf(filter.actor() != null, () -> hasActor(filter.actor()));
        if (filter.text() != null) {
            Expression<?> words = websearchToTsquery("english", filter.text());
            films = films.where(col("fulltext").matches(words)).orderBy(tsRank(col("fulltext"), words).desc());
        }
        return db.page(films.orderBy(col(ListedFilm::title)), page, PAGE_SIZE);
    }
    // end::search[]

    /** A film with its actors and its stock; refused with 404 when there is none. */
    public Uni<FilmDetails> details(long id) {
        return db.find(Film.class, id)
                .onItem().ifNull().failWith(() -> Refusal.unknown("film", id))
                .chain(film -> Uni.combine().all().unis(db.list(actorsOf(id)), db.list(stockOf(id)))
                        .with((actors, stock) -> new FilmDetails(film, actors, stock)));
    }

    private static Condition isOfCategory(String name) {
        return exists(select(col(Category::categoryId)).from("film_category")
                .join(Category.class).using("category_id")
                .where(col("film_category.film_id").eq(col(ListedFilm::filmId)), col(Category::name).eq(name)));
    }

    private static Condition hasActor(String partOfName) {
        Expression<String> name = lower(function("concat_ws", " ", col(Actor::firstName), col(Actor::lastName)));
        return exists(select(col(Actor::actorId)).from("film_actor")
                .join(Actor.class).using("actor_id")
                .where(col("film_actor.film_id").eq(col(ListedFilm::filmId)),
                        function(Integer.class, "strpos", name, partOfName.toLowerCase(Locale.ROOT)).gt(0)));
    }

    private static Select<Actor> actorsOf(long filmId) {
        return select(Actor.class).join("film_actor").using("actor_id")
                .where(col("film_id").eq(filmId))
                .orderBy(col(Actor::lastName), col(Actor::firstName));
    }

    // tag::aggregate[]
    private static Select<Stock> stockOf(long filmId) {
        return select(col("store_id"), col("city.city"), count().as("copies"),
                count().filter(col(Rental::rentalId).isNull()).as("available"))
                .as(Stock.class)
                .from("inventory")
                .join("store").using("store_id")
                .join("address").using("address_id")
                .join("city").using("city_id")
                .leftJoin(Rental.class).on(col(Rental::inventoryId).eq(col("inventory.inventory_id")),
                        col(Rental::returnDate).isNull())
                .where(col("inventory.film_id").eq(filmId))
                .groupBy("store_id", "city.city")
                .orderBy("store_id");
    }
    // end::aggregate[]
}
