package io.quarkiverse.strata.tpch;

import static io.quarkiverse.strata.tpch.Words.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** TPC-H's tables at scale 0.01: their rows as PostgreSQL writes a row in text, the same ones each time. */
final class TpchData {

    static final int SUPPLIERS = 100;
    static final int CUSTOMERS = 1_500;
    static final int PARTS = 2_000;
    static final int ORDERS = 15_000;

    private static final LocalDate FIRST_DAY = LocalDate.of(1992, 1, 1);
    private static final int DAYS_OF_ORDERS = 2_406;
    private static final LocalDate TODAY = LocalDate.of(1995, 6, 17);

    private final Random random;

    final List<String> region = new ArrayList<>();
    final List<String> nation = new ArrayList<>();
    final List<String> supplier = new ArrayList<>();
    final List<String> customer = new ArrayList<>();
    final List<String> part = new ArrayList<>();
    final List<String> partsupp = new ArrayList<>();
    final List<String> orders = new ArrayList<>();
    final List<String> lineitem = new ArrayList<>();

    /** @param seed what decides all values */
    TpchData(long seed) {
        random = new Random(seed);
        for (int key = 0; key < REGIONS.size(); key++) {
            region.add(row(key, REGIONS.get(key), prose(random)));
        }
        for (int key = 0; key < NATIONS.size(); key++) {
            int end = NATIONS.get(key).lastIndexOf(' ');
            nation.add(row(key, NATIONS.get(key).substring(0, end), NATIONS.get(key).substring(end + 1), prose(random)));
        }
        for (int key = 1; key <= SUPPLIERS; key++) {
            int home = key % NATIONS.size();
            supplier.add(row(key, "Supplier#%09d".formatted(key), prose(random), home, phone(home), balance(),
                    sometimes(random, 20, "Customer", "Complaints")));
        }
        for (int key = 1; key <= CUSTOMERS; key++) {
            int home = random.nextInt(NATIONS.size());
            customer.add(row(key, "Customer#%09d".formatted(key), prose(random), home, phone(home), balance(),
                    one(random, SEGMENTS), prose(random)));
        }
        for (int key = 1; key <= PARTS; key++) {
            part(key);
        }
        for (int key = 1; key <= ORDERS; key++) {
            order(key);
        }
    }

    /** Every 37th part is of the kind that query 8 asks for; the last supplier of each has few. */
    private void part(int key) {
        int maker = between(1, 5);
        String kind = one(random, SIZES) + " " + one(random, FINISHES) + " " + one(random, METALS);
        part.add(row(key, several(random, 5, COLORS), "Manufacturer#" + maker, "Brand#" + maker + between(1, 5),
                key % 37 == 0 ? "ECONOMY ANODIZED STEEL" : kind, between(1, 50),
                one(random, BOX_SIZES) + " " + one(random, BOXES), cents(price(key)), one(random, COLORS)));
        for (int i = 0; i < 4; i++) {
            int available = between(1, i == 3 ? 20 : 9_999);
            partsupp.add(row(key, supplierOf(key, i), available, cents(between(100, 100_000)), prose(random)));
        }
    }

    /** Every third customer never orders; every 700th order is of large quantities. */
    private void order(int key) {
        int customer = between(0, CUSTOMERS / 3 - 1) * 3 + between(1, 2);
        LocalDate day = FIRST_DAY.plusDays(random.nextInt(DAYS_OF_ORDERS));
        // 60,000 lines in all: those of the orders that don't fill a round of 1 to 7 are 4 on average too
        int lines = key <= ORDERS - ORDERS % 7 ? key % 7 + 1 : 4;
        int smallest = key % 700 == 6 ? 43 : 1;
        long total = 0;
        int shipped = 0;
        for (int line = 1; line <= lines; line++) {
            int part = between(1, PARTS);
            int quantity = between(smallest, 50);
            long price = quantity * price(part);
            int discount = between(0, 10);
            int tax = between(0, 8);
            LocalDate shipDay = day.plusDays(between(1, 121));
            LocalDate receiptDay = shipDay.plusDays(between(1, 30));
            lineitem.add(row(key, part, supplierOf(part, between(0, 3)), line, quantity, cents(price), cents(discount),
                    cents(tax),
                    receiptDay.isAfter(TODAY) ? "N" : random.nextBoolean() ? "R" : "A", shipDay.isAfter(TODAY) ? "O" : "F",
                    shipDay, day.plusDays(between(30, 90)), receiptDay, one(random, INSTRUCTIONS), one(random, MODES),
                    prose(random)));
            total += price * (100 - discount) * (100 + tax) / 10_000;
            shipped += shipDay.isAfter(TODAY) ? 0 : 1;
        }
        String status = shipped == lines ? "F" : shipped == 0 ? "O" : "P";
        orders.add(
                row(key, customer, status, cents(total), day, one(random, PRIORITIES), "Clerk#%09d".formatted(between(1, 10)),
                        0, sometimes(random, 50, "special", "requests")));
    }

    /** One of the four who supply a part. */
    private static int supplierOf(int part, int i) {
        return (part + i * 29) % SUPPLIERS + 1;
    }

    private static long price(int part) {
        return 90_000 + part / 10 + 100 * (part % 1_000);
    }

    private String phone(int nation) {
        return "%d-%03d-%03d-%04d".formatted(10 + nation, between(100, 999), between(100, 999), between(1_000, 9_999));
    }

    private BigDecimal balance() {
        return cents(between(-99_999, 999_999));
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private static BigDecimal cents(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    private static String row(Object... values) {
        return Arrays.stream(values).map(value -> "\"" + value + "\"").collect(Collectors.joining(",", "(", ")"));
    }
}
