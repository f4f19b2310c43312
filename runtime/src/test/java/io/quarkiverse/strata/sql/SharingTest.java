package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Statements are values: constants, parts of others, used by many threads at once. */
class SharingTest {

    @BeforeAll
    static void register() {
        Schema.register();
    }

    @Test
    void callsDontChangeWhatTheyAreMadeOn() {
        Select<Film> base = select(Film.class);
        Select<Film> narrowed = base.where(col(Film::id).eq(1L)).orderBy("title").limit(1);
        assertThat(base.rendered().text()).endsWith("FROM film");
        assertThat(narrowed.rendered().text()).endsWith("WHERE id = $1::int8 ORDER BY title LIMIT $2::int8");
        Select<Film> open = base.where(col(Film::id).eq(param("id")));
        Select<Film> one = open.bind("id", 1L);
        assertThat(open.rendered().parameters().get(0).isOpen()).isTrue();
        assertThat(one.rendered().parameters().get(0).value()).isEqualTo(1L);
        List<Long> ids = new java.util.ArrayList<>(List.of(1L));
        Select<Film> in = base.where(col(Film::id).in(ids));
        ids.add(2L);
        assertThat(in.rendered().parameters().get(0).value()).isEqualTo(List.of(1L));
    }

    @Test
    void boundStatementsShareOneText() {
        Select<Film> byId = select(Film.class).where(col(Film::id).eq(param("id")));
        assertThat(byId.bind("id", 1L).rendered().text()).isSameAs(byId.bind("id", 2L).rendered().text());
        assertThat(byId.rendered()).isSameAs(byId.rendered());
    }

    @Test
    void isSharedByThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 50; round++) {
                Select<Film> shared = select(Film.class).where(col(Film::id).eq(param("id")), col("length").gt(param("n")));
                List<Callable<Rendered>> work = IntStream.range(0, 16).<Callable<Rendered>> mapToObj(i -> () -> shared
                        .bind("id", (long) i).bind("n", i % 2 == 0 ? (Object) i : Long.valueOf(i)).rendered()).toList();
                List<java.util.concurrent.Future<Rendered>> results = threads.invokeAll(work);
                for (int i = 0; i < 16; i++) {
                    Rendered rendered = results.get(i).get();
                    assertThat(rendered.text())
                            .endsWith("WHERE id = $1::int8 AND length > $2::" + (i % 2 == 0 ? "int4" : "int8"));
                    assertThat(rendered.parameters().get(0).value()).isEqualTo((long) i);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void everyPartPrintsAsSql() {
        assertThat(select(Film.class).where(col(Film::title).eq("O'Brien"), col("d").eq(java.time.LocalDate.EPOCH)).toString())
                .endsWith("WHERE title = 'O''Brien' AND d = '1970-01-01'");
        assertThat(val(1.5).toString()).isEqualTo("1.5::float8");
        assertThat(param("x").toString()).isEqualTo(":x");
        assertThat(jsonb(java.util.Map.of()).toString()).isEqualTo("'{}'::jsonb");
        assertThat(col("a").desc().nullsLast().toString()).isEqualTo("a DESC NULLS LAST");
        assertThat(partitionBy("a").orderBy("b").toString()).isEqualTo("PARTITION BY a ORDER BY b");
        assertThat(table("a").as("b").toString()).isEqualTo("a AS b");
        assertThat(insertInto("t").columns("a").values(new byte[] { 1, (byte) 255 }).toString())
                .isEqualTo("INSERT INTO t (a) VALUES ('\\x01ff')");
        assertThat(exists(select(val(1))).not().toString()).isEqualTo("NOT EXISTS (SELECT 1)");
        assertThat(set("a", null).toString()).isEqualTo("a = NULL");
    }
}
