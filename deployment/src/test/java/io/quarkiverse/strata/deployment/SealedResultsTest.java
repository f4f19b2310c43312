package io.quarkiverse.strata.deployment;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.many;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.mapping.Discriminator;
import io.quarkiverse.strata.mapping.Label;
import io.quarkiverse.strata.mapping.Projection;
import io.quarkiverse.strata.mapping.Table;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** Rows become the records of a sealed interface, row by row; constructors give nulls their defaults. */
class SealedResultsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(SealedResultsTest.class));

    @Discriminator("kind")
    sealed interface Event permits Login, Purchase, SignOut {
    }

    @Projection
    record Login(long id, String device) implements Event {
    }

    @Projection
    @Label("buy")
    record Purchase(long id, BigDecimal price, List<String> items) implements Event {
        Purchase {
            items = items == null ? List.of() : items;
        }
    }

    @Projection
    record SignOut(long id) implements Event {
    }

    @Projection
    record Visitor(String name, List<Event> events) {
    }

    @Table("visitor")
    record Person(String name) {
    }

    @Inject
    Database db;

    @BeforeEach
    void table() {
        if (await(db.single(sql("SELECT to_regclass('event') IS NOT NULL").as(Boolean.class)))) {
            return;
        }
        await(db.execute(sql("CREATE TABLE visitor (name text)")));
        await(db.execute(sql("INSERT INTO visitor VALUES ('v')")));
        await(db.execute(sql("CREATE TABLE event (id int8, kind text, device text, price numeric, items text[])")));
        await(db.execute(sql("INSERT INTO event VALUES (1, 'login', 'tv', NULL, NULL), (2, 'buy', NULL, 1.50, NULL), "
                + "(3, 'sign_out', NULL, NULL, NULL), (4, 'buy', NULL, 2, '{a}'), (5, 'other', NULL, NULL, NULL), (6, NULL, NULL, NULL, NULL)")));
    }

    private static final List<Event> EVENTS = List.of(new Login(1, "tv"), new Purchase(2, new BigDecimal("1.50"), List.of()),
            new SignOut(3), new Purchase(4, BigDecimal.valueOf(2), List.of("a")));

    @Test
    void areChosenByTheirColumn() {
        assertThat(await(db.list(select(all()).from("event").where(col("id").le(4)).orderBy("id").as(Event.class))))
                .isEqualTo(EVENTS);
        assertThat(await(db.list(select(Event.class).from("event").where(col("id").le(4)).orderBy("id")))).isEqualTo(EVENTS);
        assertThat(await(db.stream(sql("SELECT * FROM event WHERE id <= 4 ORDER BY id").as(Event.class)).collect().asList()))
                .isEqualTo(EVENTS);
    }

    @Test
    void mayBeNested() {
        assertThat(await(db.single(select(col(Person::name),
                many(select(Event.class).from("event").where(col("id").le(4)).orderBy("id")).as("events"))
                .from(Person.class).as(Visitor.class)))).isEqualTo(new Visitor("v", EVENTS));
    }

    @Test
    void needOnlyTheColumnsOfTheirKinds() {
        assertThat(await(db.list(select(col("id"), col("kind"), col("device")).from("event").where(col("id").le(1))
                .as(Event.class)))).containsExactly(EVENTS.get(0));
    }

    @Test
    void tellWhatHasNoRecord() {
        for (int id : new int[] { 5, 6 }) {
            assertThatThrownBy(() -> await(db.list(select(all()).from("event").where(col("id").eq(id)).as(Event.class))))
                    .hasMessage("STRATA-2483: " + Event.class.getName() + " has no record for what the column \"kind\" says; "
                            + "it has login, buy, sign_out. Add the record, with @Label where its name differs, or leave such "
                            + "rows out.");
        }
        assertThatThrownBy(() -> await(db.list(select(col("id"), col("device")).from("event").as(Event.class))))
                .hasMessage("STRATA-2482: " + Event.class.getName() + " needs the column \"kind\" once in the result to choose "
                        + "its record, which has the columns id, device. Select it, or give an expression that label.");
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
