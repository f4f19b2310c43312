package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.partitionBy;
import static io.quarkiverse.strata.sql.Sql.rowNumber;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.table;
import static io.quarkiverse.strata.sql.Sql.update;
import static io.quarkiverse.strata.sql.Sql.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;

class ReadmeExamplesTest extends Server {

    @Test
    void newestOfAStatus() {
        Select<Film> newest = select(Film.class).where(col(Film::rating).eq(Film.Rating.R))
                .orderBy(col(Film::createdAt).desc(), col(Film::title)).limit(100);
        assertSql(newest, "SELECT id, title, length, rental_rate, rating, tags, attrs, created_at FROM film WHERE rating = $1 "
                + "ORDER BY created_at DESC, title LIMIT $2::int8", Film.Rating.R, 100L);
        assertThat(run(select(col(Film::title)).from(Film.class).where(col("rating").eq(Film.Rating.R)).orderBy("title")))
                .containsExactly("ALIEN", "BRAZIL");
    }

    @Test
    void rankedByWindowInCommonTableExpression() {
        Select<FilmRank> top = with("ranked", select(all("f"),
                rowNumber().over(partitionBy("f.rating").orderBy(col("f.length").desc())).as("rank"))
                .from(table("film").as("f")))
                .select(FilmRank.class).from("ranked").where(col("rank").le(1)).orderBy("title");
        assertSql(top, "WITH ranked AS (SELECT f.*, row_number() OVER (PARTITION BY f.rating ORDER BY f.length DESC) AS rank "
                + "FROM film AS f) SELECT id, title, rank FROM ranked WHERE rank <= $1::int4 ORDER BY title", 1);
        assertThat(run(top)).containsExactly("2 BRAZIL 1", "3 CASABLANCA 1", "4 DUMBO 1", "5 UNKNOWN 1");
    }

    @Test
    void transfer() {
        Update debit = update(Film.class).set("rental_rate", col("rental_rate").minus(new BigDecimal("0.5")))
                .where(col("id").eq(1L));
        assertSql(debit, "UPDATE film SET rental_rate = rental_rate - $1::numeric WHERE id = $2::int8", new BigDecimal("0.5"),
                1L);
        run(debit);
        assertThat(query("SELECT rental_rate FROM film WHERE id = 1")).containsExactly("2.49");
    }
}
