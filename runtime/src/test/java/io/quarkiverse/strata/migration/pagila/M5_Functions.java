package io.quarkiverse.strata.migration.pagila;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Argument.Mode;
import io.quarkiverse.strata.schema.FunctionBuilder;
import io.quarkiverse.strata.schema.Schema;

public final class M5_Functions implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createFunction("_group_concat", function -> function.argument(null, "text").argument(null, "text")
                .returns("text").immutable().body("sql", "SELECT coalesce($1 || ', ' || $2, $1, $2)"));
        schema.createAggregate("group_concat", "text").state("text", "_group_concat");
        schema.createFunction("last_day", function -> function.argument(null, "timestamptz").returns("date").immutable()
                .strict().body("sql", "SELECT (date_trunc('month', $1) + interval '1 month' - interval '1 day')::date"));
        schema.createFunction("last_updated", function -> function.returns("trigger").body("plpgsql", """
                BEGIN
                    NEW.last_update := now();
                    RETURN NEW;
                END"""));
        inventory(schema);
        customers(schema);
    }

    private static void inventory(Schema schema) {
        schema.createFunction("inventory_in_stock",
                function -> function.argument("p_inventory_id", "integer").returns("boolean").body("plpgsql", """
                        BEGIN
                            RETURN NOT EXISTS (SELECT FROM rental r
                                               WHERE r.inventory_id = p_inventory_id AND r.return_date IS NULL);
                        END"""));
        schema.createFunction("inventory_held_by_customer",
                function -> function.argument("p_inventory_id", "integer").returns("integer").body("plpgsql", """
                        BEGIN
                            RETURN (SELECT r.customer_id FROM rental r
                                    WHERE r.inventory_id = p_inventory_id AND r.return_date IS NULL LIMIT 1);
                        END"""));
        schema.createFunction("film_in_stock", function -> stock(function, ""));
        schema.createFunction("film_not_in_stock", function -> stock(function, "NOT "));
    }

    private static void stock(FunctionBuilder function, String not) {
        function.argument("p_film_id", "integer").argument("p_store_id", "integer")
                .argument(Mode.OUT, "p_film_count", "integer", null).returns("SETOF integer").body("sql", """
                        SELECT i.inventory_id FROM inventory i
                        WHERE i.film_id = p_film_id AND i.store_id = p_store_id AND %sinventory_in_stock(i.inventory_id)
                        """.formatted(not));
    }

    private static void customers(Schema schema) {
        schema.createFunction("get_customer_balance", function -> function.argument("p_customer_id", "integer")
                .argument("p_effective_date", "timestamptz").returns("numeric").body("plpgsql", """
                        DECLARE
                            owed numeric;
                            paid numeric;
                        BEGIN
                            SELECT sum(f.rental_rate + greatest(0, extract(day FROM r.return_date - r.rental_date)
                                                                   - f.rental_duration)) INTO owed
                            FROM rental r JOIN inventory i USING (inventory_id) JOIN film f USING (film_id)
                            WHERE r.customer_id = p_customer_id AND r.rental_date <= p_effective_date;
                            SELECT sum(p.amount) INTO paid FROM payment p
                            WHERE p.customer_id = p_customer_id AND p.payment_date <= p_effective_date;
                            RETURN coalesce(owed, 0) - coalesce(paid, 0);
                        END"""));
        schema.createFunction("rewards_report", function -> function.argument("min_monthly_purchases", "integer")
                .argument("min_dollar_amount_purchased", "numeric").returns("SETOF customer").securityDefiner()
                .body("plpgsql", """
                        DECLARE
                            first_day date := date_trunc('month', CURRENT_DATE - interval '3 months');
                        BEGIN
                            IF min_monthly_purchases <= 0 OR min_dollar_amount_purchased <= 0 THEN
                                RAISE EXCEPTION 'both limits must be above 0';
                            END IF;
                            RETURN QUERY SELECT c.* FROM customer c JOIN payment p USING (customer_id)
                            WHERE p.payment_date >= first_day AND p.payment_date < first_day + interval '1 month'
                            GROUP BY c.customer_id
                            HAVING count(*) > min_monthly_purchases AND sum(p.amount) > min_dollar_amount_purchased;
                        END"""));
    }
}
