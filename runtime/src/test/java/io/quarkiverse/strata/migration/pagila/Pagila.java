package io.quarkiverse.strata.migration.pagila;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.TableBuilder;

/**
 * The Pagila schema, a film rental as PostgreSQL's community knows it, written with the schema builder. Names, types and
 * signatures are Pagila's, the texts of functions and views are our own.
 */
public final class Pagila {

    static final List<String> NUMBERED = List.of("actor", "address", "category", "city", "country", "customer", "film",
            "inventory", "language", "payment", "rental", "staff", "store");

    private Pagila() {
    }

    /** All of it, in order. */
    public static List<Migration> migrations() {
        return List.of(new M1_Types(), new M2_People(), new M3_Films(), new M4_Rentals(), new M5_Functions(), new M6_Views(),
                new M7_Indexes(), new M8_ForeignKeys(), new M9_Triggers(), new M10_Rights());
    }

    /** The months that have a partition of {@code payment}. */
    static List<YearMonth> months() {
        return Stream.iterate(YearMonth.of(2022, 1), month -> month.plusMonths(1)).limit(55).toList();
    }

    static String partition(YearMonth month) {
        return "payment_p%d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    static void key(TableBuilder table, String entity) {
        number(table, entity);
        table.primaryKey(entity + "_id");
    }

    static void number(TableBuilder table, String entity) {
        table.integer(entity + "_id").defaultExpression("nextval('%1$s_%1$s_id_seq')".formatted(entity));
    }

    static void lastUpdate(TableBuilder table) {
        table.timestamp("last_update").defaultNow();
    }
}
