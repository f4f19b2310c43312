package io.quarkiverse.strata.rental.migration;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

/** What is rented, and what was paid for it. */
public class M20260905_CreateRentals implements Migration {

    private static final YearMonth FIRST_MONTH = YearMonth.of(2005, 5);
    private static final YearMonth LAST_MONTH = YearMonth.of(2006, 2);

    @Override
    public void up(Schema schema) {
        rentals(schema);
        payments(schema);
    }

    private static void rentals(Schema schema) {
        schema.createTable("rental", table -> {
            table.id("rental_id");
            table.timestamp("rental_date").defaultNow();
            table.bigint("inventory_id").references("inventory").indexed();
            table.bigint("customer_id").references("customer");
            table.timestamp("return_date").nullable();
            table.bigint("staff_id").references("staff");
            table.check("rental_return_after_rental", "return_date >= rental_date");
        });
        // tag::partial-index[]
        schema.createIndex("rental", "inventory_id").unique().where("return_date IS NULL").name("rental_copy_out_once");
        schema.createIndex("rental", "customer_id").where("return_date IS NULL").name("rental_out_idx");
        // end::partial-index[]
    }

    // tag::partitions[]
    private static void payments(Schema schema) {
        schema.createTable("payment", table -> {
            table.bigint("payment_id").identity();
            table.bigint("customer_id").references("customer").indexed();
            table.bigint("staff_id").references("staff");
            table.bigint("rental_id").references("rental").indexed();
            table.decimal("amount", 5, 2).check("amount >= 0");
            table.timestamp("payment_date").defaultNow();
            table.primaryKey("payment_date", "payment_id");
            table.partitionByRange("payment_date");
        });
        for (YearMonth month = FIRST_MONTH; !month.isAfter(LAST_MONTH); month = month.plusMonths(1)) {
            schema.createPartition("payment_" + month.toString().replace('-', '_'), "payment")
                    .range(startOf(month), startOf(month.plusMonths(1)));
        }
        schema.createPartition("payment_other", "payment").otherwise();
    }
    // end::partitions[]

    private static OffsetDateTime startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
