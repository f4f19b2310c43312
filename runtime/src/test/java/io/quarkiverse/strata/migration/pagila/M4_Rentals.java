package io.quarkiverse.strata.migration.pagila;

import java.time.YearMonth;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;
import io.quarkiverse.strata.schema.TableBuilder;

public final class M4_Rentals implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createTable("rental", table -> {
            Pagila.key(table, "rental");
            table.timestamp("rental_date");
            table.integer("inventory_id");
            table.integer("customer_id");
            table.timestamp("return_date").nullable();
            table.integer("staff_id");
            Pagila.lastUpdate(table);
            table.uuidv7("uuid");
        });
        schema.createTable("payment", table -> {
            payment(table);
            table.primaryKey("payment_date", "payment_id");
            table.partitionByRange("payment_date");
        });
        for (YearMonth month : Pagila.months()) {
            schema.createTable(Pagila.partition(month), M4_Rentals::payment);
            schema.attachPartition(Pagila.partition(month), "payment").range(begin(month), begin(month.plusMonths(1)));
        }
    }

    private static void payment(TableBuilder table) {
        Pagila.number(table, "payment");
        table.integer("customer_id");
        table.integer("staff_id");
        table.integer("rental_id");
        table.decimal("amount", 5, 2);
        table.timestamp("payment_date");
        table.uuidv7("uuid");
    }

    private static String begin(YearMonth month) {
        return month.atDay(1) + " 00:00:00+00";
    }
}
