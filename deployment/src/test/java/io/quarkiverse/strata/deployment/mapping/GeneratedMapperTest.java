package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.deployment.mapping.dependency.Rows;
import io.quarkiverse.strata.mapping.Column;
import io.quarkiverse.strata.mapping.Embedded;
import io.quarkiverse.strata.mapping.Generated;
import io.quarkiverse.strata.mapping.Id;
import io.quarkiverse.strata.mapping.Json;
import io.quarkiverse.strata.mapping.Label;
import io.quarkiverse.strata.mapping.Mapping;
import io.quarkiverse.strata.mapping.Projection;
import io.quarkiverse.strata.mapping.Table;
import io.quarkiverse.strata.sql.ColumnDescriptor;
import io.quarkiverse.strata.sql.Descriptors;
import io.quarkiverse.strata.sql.EnumLabels;
import io.quarkiverse.strata.sql.PgType;
import io.quarkiverse.strata.sql.Shape;
import io.quarkiverse.strata.sql.TableDescriptor;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.data.Numeric;

/** The mappers that the build makes, for every form of component. */
class GeneratedMapperTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.of(GeneratedMapperTest.class, Rows.class);

    enum Rating {
        G,
        @Label("PG-13")
        PG_13
    }

    enum Order {
        UP {
        }
    }

    record City(String name, int zip) {
    }

    record Address(String street, @Embedded City city, @Embedded(prefix = "") Optional2 other) {
    }

    record Optional2(@Column(name = "c_o") Optional<String> careOf) {
    }

    record Rule(String name, BigDecimal limit, List<Rule> rules) {
    }

    @Table(value = "film", schema = "public")
    record Film(@Id @Generated Long id, @Column(name = "film_title", type = "varchar(100)") String title, int length,
            Optional<Integer> year, @Column(type = "mpaa_rating") Rating rating, Optional<Rating> second,
            List<Rating> ratings, Order[] orders, List<String> tags, int[] scores, Long[] boxed, byte[] poster, byte[][] stills,
            @Embedded Address address, @Json Rule rule, @Json Map<String, List<Rule>> rules,
            @Json Optional<List<? extends Rule>> more,
            @Column(type = "json") Rule plain, JsonObject raw, BigInteger votes, UUID uuid, char letter, boolean shown,
            double share,
            float rate, short count, long views, LocalDate day, @Generated Instant createdAt, Optional<List<Long>> ids) {
    }

    @Projection
    record Ranked(long id, String title) {
        Ranked {
            title = title == null ? "?" : title;
        }
    }

    static final Rule RULE = new Rule("a", new BigDecimal("1.5"), List.of());
    static final JsonObject RULE_JSON = new JsonObject("{\"name\":\"a\",\"limit\":1.5,\"rules\":[]}");

    static final Film FILM = new Film(7L, "Alien", 117, Optional.of(1979), Rating.PG_13, Optional.empty(), List.of(Rating.G),
            new Order[] { Order.UP }, List.of("x"), new int[] { 1 }, new Long[] { 2L }, new byte[] { 1 },
            new byte[][] { { 2 } },
            new Address("S", new City("C", 5), new Optional2(Optional.of("o"))), RULE, Map.of("k", List.of(RULE)),
            Optional.of(List.of(RULE)), RULE, new JsonObject(), BigInteger.TEN, new UUID(1, 2), 'c', true, 0.5, 0.25f,
            (short) 3,
            9L, LocalDate.EPOCH, Instant.EPOCH, Optional.of(List.of(1L)));

    static Map<String, Object> raw() {
        Map<String, Object> raw = new java.util.HashMap<>();
        Object[] pairs = { "id", 7, "film_title", "Alien", "length", (short) 117, "year", 1979, "rating", "PG-13", "second",
                null,
                "ratings", new String[] { "G" }, "orders", new String[] { "UP" }, "tags", new String[] { "x" }, "scores",
                new Integer[] { 1 }, "boxed", new Long[] { 2L }, "poster", Buffer.buffer(new byte[] { 1 }), "stills",
                new Buffer[] { Buffer.buffer(new byte[] { 2 }) }, "address_street", "S", "address_city_name", "C",
                "address_city_zip", 5, "address_c_o", "o", "rule", RULE_JSON, "rules",
                new JsonObject().put("k", new JsonArray().add(RULE_JSON)), "more", new JsonArray().add(RULE_JSON), "plain",
                RULE_JSON,
                "raw", new JsonObject(), "votes", Numeric.create(10), "uuid", new UUID(1, 2), "letter", "c", "shown", true,
                "share",
                0.5, "rate", 0.25f, "count", (short) 3, "views", 9L, "day", LocalDate.EPOCH, "created_at",
                OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), "ids", new Long[] { 1L } };
        for (int i = 0; i < pairs.length; i += 2) {
            raw.put((String) pairs[i], pairs[i + 1]);
        }
        return raw;
    }

    private static <T> T read(Class<T> type, Map<String, Object> raw) {
        List<String> labels = new ArrayList<>(raw.keySet());
        return Mapping.reader(Shape.record(type), labels)
                .read(Rows.of(labels.stream().map(raw::get).toArray()));
    }

    @Test
    void knowsTheTableAndItsColumns() {
        TableDescriptor<Film> film = Descriptors.of(Film.class);
        assertThat(film.schema()).isEqualTo("public");
        assertThat(film.table()).isEqualTo("film");
        assertThat(film.getClass().getName()).isEqualTo(Film.class.getName() + "_StrataMapper");
        assertThat(film.columns())
                .extracting(c -> c.path() + " " + c.name() + " " + c.type() + " " + c.javaType().getSimpleName()
                        + (c.nullable() ? "" : " not null"))
                .containsExactly("id id int8 Long", "title film_title varchar(100) String",
                        "length length int4 Integer not null", "year year int4 Integer", "rating rating mpaa_rating Rating",
                        "second second rating Rating", "ratings ratings rating[] List", "orders orders \"order\"[] Order[]",
                        "tags tags text[] List", "scores scores int4[] int[]", "boxed boxed int8[] Long[]",
                        "poster poster bytea byte[]",
                        "stills stills bytea[] byte[][]", "address.street address_street text String",
                        "address.city.name address_city_name text String", "address.city.zip address_city_zip int4 Integer",
                        "address.other.careOf address_c_o text String", "rule rule jsonb Rule", "rules rules jsonb Map",
                        "more more jsonb List", "plain plain json Rule", "raw raw jsonb JsonObject",
                        "votes votes numeric BigInteger",
                        "uuid uuid uuid UUID", "letter letter text Character not null", "shown shown bool Boolean not null",
                        "share share float8 Double not null", "rate rate float4 Float not null",
                        "count count int2 Short not null",
                        "views views int8 Long not null", "day day date LocalDate", "createdAt created_at timestamptz Instant",
                        "ids ids int8[] List");
        assertThat(film.columns()).filteredOn(ColumnDescriptor::id).extracting(ColumnDescriptor::path).containsExactly("id");
        assertThat(film.columns()).filteredOn(ColumnDescriptor::generated).extracting(ColumnDescriptor::path).containsExactly(
                "id",
                "createdAt");
        assertThat(Descriptors.of(Ranked.class).table()).isNull();
        assertThat(Descriptors.of(Ranked.class).schema()).isNull();
    }

    @Test
    void readsEveryForm() {
        assertThat(read(Film.class, raw())).usingRecursiveComparison().isEqualTo(FILM);
    }

    @Test
    void givesEveryValue() {
        TableDescriptor<Film> film = Descriptors.of(Film.class);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < film.columns().size(); i++) {
            values.add(film.value(FILM, i));
        }
        assertThat(values).containsExactly(FILM.id(), "Alien", 117, FILM.year(), Rating.PG_13, FILM.second(), FILM.ratings(),
                FILM.orders(), FILM.tags(), FILM.scores(), FILM.boxed(), FILM.poster(), FILM.stills(), "S", "C", 5,
                Optional.of("o"), RULE,
                FILM.rules(), FILM.more(), RULE, FILM.raw(), BigInteger.TEN, FILM.uuid(), 'c', true, 0.5, 0.25f, (short) 3, 9L,
                LocalDate.EPOCH, Instant.EPOCH, FILM.ids());
        assertThatThrownBy(() -> film.value(FILM, 99)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anAbsentEmbeddedRecordIsNullBothWays() {
        Map<String, Object> raw = raw();
        raw.put("address_city_name", null);
        raw.put("address_city_zip", null);
        assertThat(read(Film.class, raw).address()).isEqualTo(new Address("S", null, new Optional2(Optional.of("o"))));
        Film without = read(Film.class, raw);
        assertThat(Descriptors.of(Film.class).value(without, 15)).isNull();
        raw.put("address_street", null);
        raw.put("address_c_o", null);
        assertThat(read(Film.class, raw).address()).isNull();
        assertThat(Descriptors.of(Film.class).value(read(Film.class, raw), 13)).isNull();
    }

    @Test
    void runsTheRecordsOwnConstructor() {
        Map<String, Object> raw = new java.util.HashMap<>(Map.of("id", 1L));
        raw.put("title", null);
        assertThat(read(Ranked.class, raw)).isEqualTo(new Ranked(1, "?"));
        raw.put("id", null);
        assertThatThrownBy(() -> read(Ranked.class, raw)).hasMessage("STRATA-1304: " + Ranked.class.getName()
                + ".id (column \"id\") is null, which a primitive can't hold. Make the component Long or Optional<Long>.");
    }

    @Test
    void registersTheLabelsOfEnums() {
        assertThat(EnumLabels.label(Rating.PG_13)).isEqualTo("PG-13");
        assertThat(EnumLabels.of(Rating.class).pgType()).isEqualTo(new PgType("mpaa_rating"));
        assertThat(EnumLabels.label(Order.UP)).isEqualTo("UP");
        assertThat(EnumLabels.of(Order.class).pgType()).isEqualTo(new PgType("\"order\""));
    }
}
