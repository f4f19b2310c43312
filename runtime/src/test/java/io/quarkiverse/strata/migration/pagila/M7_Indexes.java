package io.quarkiverse.strata.migration.pagila;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public final class M7_Indexes implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createIndex("film", "fulltext").using("gist").name("film_fulltext_idx");
        schema.createIndex("actor", "last_name").name("idx_actor_last_name");
        schema.createIndex("customer", "address_id").name("idx_fk_address_id");
        schema.createIndex("address", "city_id").name("idx_fk_city_id");
        schema.createIndex("city", "country_id").name("idx_fk_country_id");
        schema.createIndex("film_actor", "film_id").name("idx_fk_film_id");
        schema.createIndex("rental", "inventory_id").name("idx_fk_inventory_id");
        schema.createIndex("film", "language_id").name("idx_fk_language_id");
        schema.createIndex("film", "original_language_id").name("idx_fk_original_language_id");
        schema.createIndex("customer", "store_id").name("idx_fk_store_id");
        schema.createIndex("customer", "last_name").name("idx_last_name");
        schema.createIndex("inventory", "store_id", "film_id").name("idx_store_id_film_id");
        schema.createIndex("film", "title").name("idx_title");
        schema.createIndex("store", "manager_staff_id").unique().name("idx_unq_manager_staff_id");
        schema.createIndex("rental", "rental_date", "inventory_id", "customer_id").unique()
                .name("idx_unq_rental_rental_date_inventory_id_customer_id");
        schema.createIndex("rental_by_category", "category").unique().name("rental_category");
        schema.createIndex("customer", "uuid").unique().name("customer_uuid_key");
        schema.createIndex("rental", "uuid").unique().name("rental_uuid_key");
        schema.createIndex("payment", "uuid", "payment_date").unique().name("payment_uuid_key");
        Pagila.months().stream().limit(6).map(Pagila::partition).forEach(partition -> {
            schema.createIndex(partition, "customer_id").name("idx_fk_" + partition + "_customer_id");
            schema.createIndex(partition, "staff_id").name("idx_fk_" + partition + "_staff_id");
            schema.createIndex(partition, "customer_id");
        });
    }
}
