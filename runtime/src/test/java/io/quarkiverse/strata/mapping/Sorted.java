package io.quarkiverse.strata.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import io.quarkiverse.strata.sql.Descriptors;
import io.vertx.sqlclient.Row;

/** A mapped record with a column of each kind that is sorted by. */
public record Sorted(long id, Integer number, String name, Instant at, BigDecimal price, UUID key, LocalDate day,
        Double ratio) {

    public static final String DDL = "CREATE TABLE sorted (id int8 PRIMARY KEY, number int4, name text, at timestamptz, "
            + "price numeric, key uuid, day date, ratio float8)";

    private static final List<Function<Sorted, Object>> VALUES = List.of(Sorted::id, Sorted::number, Sorted::name, Sorted::at,
            Sorted::price, Sorted::key, Sorted::day, Sorted::ratio);

    public static void register() {
        Descriptors.register(new Mapper());
    }

    private static final class Mapper extends GeneratedMapper<Sorted> {

        Mapper() {
            super(Sorted.class, null, "sorted", MappedColumn.value("id", "id", "int8", long.class).id(),
                    MappedColumn.value("number", "number", "int4", Integer.class),
                    MappedColumn.value("name", "name", "text", String.class),
                    MappedColumn.value("at", "at", "timestamptz", Instant.class),
                    MappedColumn.value("price", "price", "numeric", BigDecimal.class),
                    MappedColumn.value("key", "key", "uuid", UUID.class),
                    MappedColumn.value("day", "day", "date", LocalDate.class),
                    MappedColumn.value("ratio", "ratio", "float8", Double.class));
        }

        @Override
        protected Sorted read(Row row, int[] places) {
            return new Sorted((long) get(row, places, 0), (Integer) get(row, places, 1), (String) get(row, places, 2),
                    (Instant) get(row, places, 3), (BigDecimal) get(row, places, 4), (UUID) get(row, places, 5),
                    (LocalDate) get(row, places, 6), (Double) get(row, places, 7));
        }

        @Override
        public Object value(Sorted owner, int index) {
            return VALUES.get(index).apply(owner);
        }
    }
}
