package io.quarkiverse.strata.migration.pagila;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public final class M6_Views implements Migration {

    private static final String SALES = """
            SELECT c.name AS category, sum(p.amount) AS total_sales
            FROM category c JOIN film_category USING (category_id) JOIN inventory USING (film_id)
            JOIN rental USING (inventory_id) JOIN payment p USING (rental_id)
            GROUP BY c.name ORDER BY total_sales DESC""";

    @Override
    public void up(Schema schema) {
        schema.createView("actor_info", """
                SELECT a.actor_id, a.first_name, a.last_name,
                    (SELECT jsonb_object_agg(titles.name, titles.list)
                     FROM (SELECT c.name, array_agg(f.title) AS list
                           FROM film_actor fa JOIN film_category USING (film_id) JOIN category c USING (category_id)
                           JOIN film f USING (film_id)
                           WHERE fa.actor_id = a.actor_id GROUP BY c.name) titles) AS film_info
                FROM actor a""");
        schema.createView("customer_list", """
                SELECT c.customer_id AS id, c.first_name || ' ' || c.last_name AS name, a.address,
                    a.postal_code AS "zip code", a.phone, city.city, country.country,
                    CASE WHEN c.activebool THEN 'active' ELSE '' END AS notes, c.store_id AS sid
                FROM customer c JOIN address a USING (address_id) JOIN city USING (city_id)
                JOIN country USING (country_id)""");
        schema.createView("staff_list", """
                SELECT s.staff_id AS id, s.first_name || ' ' || s.last_name AS name, a.address,
                    a.postal_code AS "zip code", a.phone, city.city, country.country, s.store_id AS sid
                FROM staff s JOIN address a USING (address_id) JOIN city USING (city_id)
                JOIN country USING (country_id)""");
        schema.createView("film_list", films("a.first_name || ' ' || a.last_name"));
        schema.createView("nicer_but_slower_film_list", films("initcap(a.first_name) || initcap(a.last_name)"));
        schema.createMaterializedView("rental_by_category", SALES).withNoData();
        schema.createView("sales_by_film_category", SALES);
        schema.createView("sales_by_store", """
                SELECT city.city || ',' || country.country AS store, m.first_name || ' ' || m.last_name AS manager,
                    sum(p.amount) AS total_sales
                FROM payment p JOIN rental USING (rental_id) JOIN inventory i USING (inventory_id)
                JOIN store s ON s.store_id = i.store_id JOIN staff m ON m.staff_id = s.manager_staff_id
                JOIN address a ON a.address_id = s.address_id JOIN city USING (city_id) JOIN country USING (country_id)
                GROUP BY s.store_id, city.city, country.country, m.first_name, m.last_name
                ORDER BY country.country, city.city""");
    }

    private static String films(String actor) {
        return """
                SELECT f.film_id AS fid, f.title, f.description, c.name AS category, f.rental_rate AS price, f.length,
                    f.rating, group_concat(%s) AS actors
                FROM film f JOIN film_category USING (film_id) JOIN category c USING (category_id)
                JOIN film_actor USING (film_id) JOIN actor a USING (actor_id)
                GROUP BY f.film_id, c.category_id""".formatted(actor);
    }
}
