package io.quarkiverse.strata.benchmarks;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.count;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.table;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.util.concurrent.TimeUnit;

import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A statement is built from scratch and becomes text and parameters; no server is asked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RenderingBenchmark {

    private final DSLContext jooq = DSL.using(SQLDialect.POSTGRES);
    private long number;

    @Benchmark
    public Object smallStrata() {
        return select(col("id"), col("title"), col("pages")).from("book").where(col("id").eq(++number)).rendered();
    }

    @Benchmark
    public Object smallJooq() {
        return rendered(jooq.select(field(name("id")), field(name("title")), field(name("pages"))).from(DSL.table(name("book")))
                .where(field(name("id"), Long.class).eq(++number)));
    }

    @Benchmark
    public Object largeStrata() {
        return select(col("a.name"), count().as("books")).from(table("book").as("b"))
                .join(table("author").as("a")).on(col("a.id").eq(col("b.author_id")))
                .leftJoin(table("loan").as("l")).on(col("l.book_id").eq(col("b.id")))
                .where(col("b.pages").gt(100), col("b.title").like("A%"), col("a.born").between(1900, 1999),
                        col("b.price").lt(++number))
                .groupBy(col("a.name")).having(count().gt(3L)).orderBy(col("books").desc(), col("a.name").asc()).limit(20)
                .offset(40).rendered();
    }

    @Benchmark
    public Object largeJooq() {
        return rendered(jooq.select(field(name("a", "name")), DSL.count().as("books")).from(DSL.table(name("book")).as("b"))
                .join(DSL.table(name("author")).as("a"))
                .on(field(name("a", "id"), Long.class).eq(field(name("b", "author_id"), Long.class)))
                .leftJoin(DSL.table(name("loan")).as("l"))
                .on(field(name("l", "book_id"), Long.class).eq(field(name("b", "id"), Long.class)))
                .where(field(name("b", "pages"), Integer.class).gt(100))
                .and(field(name("b", "title"), String.class).like("A%"))
                .and(field(name("a", "born"), Integer.class).between(1900, 1999))
                .and(field(name("b", "price"), Long.class).lt(++number)).groupBy(field(name("a", "name")))
                .having(DSL.count().gt(3)).orderBy(field(name("books")).desc(), field(name("a", "name")).asc()).limit(20)
                .offset(40));
    }

    private Object rendered(Query query) {
        return new Object[] { jooq.render(query), jooq.extractBindValues(query) };
    }
}
