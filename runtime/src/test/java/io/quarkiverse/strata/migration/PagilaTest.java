package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.migration.pagila.Pagila;
import io.quarkiverse.strata.schema.Catalog;
import io.vertx.sqlclient.SqlConnection;

/** A schema from the world, rebuilt with the schema builder, and taken down again. */
class PagilaTest {

    private final Migrated db = new Migrated();
    private final Migration[] migrations = Pagila.migrations().toArray(Migration[]::new);

    @Test
    void theRebuiltSchemaHasTheSameCatalog() throws IOException {
        List<String> before = facts();
        assertThat(db.migrate(migrations)).hasSize(migrations.length);
        assertThat(facts()).containsExactlyElementsOf(snapshot());
        await(db.migrator(migrations).rollback(Rollback.lastBatch().allowDataLoss()));
        assertThat(facts()).as("after the way back").isEqualTo(before);
    }

    @Test
    void itsFunctionsAndViewsWork() {
        db.migrate(migrations);
        db.server.execute(db.database, """
                INSERT INTO country VALUES (1, 'Austria');
                INSERT INTO city VALUES (1, 'Graz', 1);
                INSERT INTO address VALUES (1, 'Lend 1', null, 'Lend', 1, '8020', '1');
                INSERT INTO store VALUES (1, 1, 1);
                INSERT INTO staff VALUES (1, 'Mia', 'Moor', 1, null, 1, true, 'mia', null);
                INSERT INTO customer (store_id, first_name, last_name, address_id) VALUES (1, 'Ada', 'Abel', 1);
                INSERT INTO language VALUES (1, 'de');
                INSERT INTO category VALUES (1, 'Drama');
                INSERT INTO actor VALUES (1, 'ROMY', 'STERN'), (2, 'HANS', 'MOND');
                INSERT INTO film (title, language_id, length) VALUES ('Sun', 1, 90);
                INSERT INTO film_category VALUES (1, 1);
                INSERT INTO film_actor VALUES (1, 1);
                INSERT INTO inventory VALUES (1, 1, 1), (2, 1, 1);
                INSERT INTO rental (rental_date, inventory_id, customer_id, return_date, staff_id)
                VALUES ('2026-01-01', 1, 1, '2026-01-09', 1), ('2026-01-10', 2, 1, null, 1);
                INSERT INTO payment (customer_id, staff_id, rental_id, amount, payment_date)
                VALUES (1, 1, 1, 3, '2026-01-09');
                UPDATE actor SET last_update = '2000-01-01' WHERE actor_id = 1;
                REFRESH MATERIALIZED VIEW rental_by_category""");
        assertThat(db.rows("SELECT film_in_stock(1, 1), film_not_in_stock(1, 1), inventory_held_by_customer(2)"))
                .containsExactly("1 2 1");
        assertThat(db.rows("SELECT get_customer_balance(1, '2026-02-01')::text")).as("two rates, five days late, 3 paid")
                .containsExactly("11.98");
        assertThat(db.rows("SELECT last_day('2024-02-10 12:00Z')::text, length_hours::text, fulltext::text FROM film"))
                .containsExactly("2024-02-29 1.50 'sun':1");
        assertThat(db.rows("SELECT rewards_report(1, 1)")).isEmpty();
        assertThat(db.rows("SELECT name, \"zip code\", city, notes FROM customer_list"))
                .containsExactly("Ada Abel 8020 Graz active");
        assertThat(db.rows("SELECT name, country FROM staff_list")).containsExactly("Mia Moor Austria");
        assertThat(db.rows("SELECT category, actors FROM film_list")).containsExactly("Drama ROMY STERN");
        assertThat(db.rows("SELECT group_concat(first_name ORDER BY first_name) FROM actor")).containsExactly("HANS, ROMY");
        assertThat(db.rows("SELECT actors FROM nicer_but_slower_film_list")).containsExactly("RomyStern");
        assertThat(db.rows("SELECT film_info ->> 'Drama' FROM actor_info WHERE actor_id = 1")).containsExactly("[\"Sun\"]");
        assertThat(db.rows("SELECT category, total_sales::text FROM sales_by_film_category UNION ALL"
                + " SELECT category, total_sales::text FROM rental_by_category UNION ALL"
                + " SELECT store || manager, total_sales::text FROM sales_by_store"))
                .containsExactly("Drama 3.00", "Drama 3.00", "Graz,AustriaMia Moor 3.00");
        assertThat(db.rows("SELECT last_update > '2020-01-01' FROM actor WHERE actor_id = 1")).containsExactly("true");
    }

    @Test
    void afterAllIsDroppedItIsBuiltAgain() {
        Migration collation = Migrated.step("99", schema -> {
            schema.createNondeterministicCollation("any_case", "und-u-ks-level2");
            schema.createStatistics("names", "actor").columns("first_name", "last_name");
            schema.createProcedure("nothing", procedure -> procedure.body("sql", "SELECT 1"));
        });
        Migration[] all = Stream.concat(Stream.of(migrations), Stream.of(collation)).toArray(Migration[]::new);
        db.migrate(all);
        List<String> built = facts();
        await(db.migrator(all).dropAll(null));
        assertThat(facts()).filteredOn(fact -> !fact.startsWith("extension") && !fact.contains("schema public")).isEmpty();
        assertThat(db.migrate(all)).hasSize(all.length);
        assertThat(facts()).isEqualTo(built);
    }

    private static List<String> snapshot() throws IOException {
        try (InputStream in = PagilaTest.class.getResourceAsStream("/pagila/catalog.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private List<String> facts() {
        SqlConnection connection = db.server.connect(db.database);
        List<String> facts = Catalog.facts(connection).stream().filter(fact -> !fact.contains("strata_")).toList();
        await(connection.close());
        return facts;
    }
}
