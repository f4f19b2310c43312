package io.quarkiverse.strata.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.data.Box;
import io.vertx.pgclient.data.Cidr;
import io.vertx.pgclient.data.Circle;
import io.vertx.pgclient.data.Inet;
import io.vertx.pgclient.data.Interval;
import io.vertx.pgclient.data.Line;
import io.vertx.pgclient.data.LineSegment;
import io.vertx.pgclient.data.Money;
import io.vertx.pgclient.data.Path;
import io.vertx.pgclient.data.Point;
import io.vertx.pgclient.data.Polygon;
import io.vertx.sqlclient.data.Numeric;

/** How values of a PostgreSQL type travel: the class that the driver takes and the arrays that it knows. */
enum Wire {

    BOOL(Boolean.class, Boolean[]::new, Encoders::bool, "bool", "boolean"),
    INT2(Short.class, Short[]::new, v -> (short) Encoders.integer(v, Short.MIN_VALUE, Short.MAX_VALUE, "int2"), "int2",
            "smallint"),
    INT4(Integer.class, Integer[]::new, v -> (int) Encoders.integer(v, Integer.MIN_VALUE, Integer.MAX_VALUE, "int4"), "int4",
            "int", "integer"),
    INT8(Long.class, Long[]::new, v -> Encoders.integer(v, Long.MIN_VALUE, Long.MAX_VALUE, "int8"), "int8", "bigint"),
    FLOAT4(Float.class, Float[]::new, v -> Numbers.toFloat(Encoders.number(v, "float4")), "float4", "real"),
    FLOAT8(Double.class, Double[]::new, v -> Numbers.toDouble(Encoders.number(v, "float8")), "float8", "double precision",
            "float"),
    NUMERIC(BigDecimal.class, BigDecimal[]::new, v -> Numbers.toBigDecimal(Encoders.number(v, "numeric")), "numeric",
            "decimal", "dec"),
    TEXT(String.class, String[]::new, v -> Encoders.text(v, "text"), "text", "varchar", "character varying", "bpchar", "char",
            "character", "\"char\"", "name"),
    BYTEA(Buffer.class, Buffer[]::new, Encoders::bytes, "bytea"),
    UUID(UUID.class, UUID[]::new, v -> Encoders.cast(UUID.class, v, "uuid"), "uuid"),
    DATE(LocalDate.class, LocalDate[]::new, v -> Times.toDate(Encoders.cast(LocalDate.class, v, "date")), "date"),
    TIME(LocalTime.class, LocalTime[]::new, Encoders::time, "time", "time without time zone"),
    TIMETZ(OffsetTime.class, OffsetTime[]::new, Encoders::timetz, "timetz", "time with time zone"),
    TIMESTAMP(LocalDateTime.class, LocalDateTime[]::new, Encoders::timestamp, "timestamp", "timestamp without time zone"),
    TIMESTAMPTZ(OffsetDateTime.class, OffsetDateTime[]::new, Encoders::timestamptz, "timestamptz",
            "timestamp with time zone"),
    INTERVAL(Interval.class, Interval[]::new, Encoders::interval, "interval"),
    JSON(String.class, String[]::new, JsonText::encode, "json", "jsonb"),
    POINT(Point.class, Point[]::new, v -> Encoders.cast(Point.class, v, "point"), "point"),
    LINE(Line.class, Line[]::new, v -> Encoders.cast(Line.class, v, "line"), "line"),
    LSEG(LineSegment.class, LineSegment[]::new, v -> Encoders.cast(LineSegment.class, v, "lseg"), "lseg"),
    BOX(Box.class, Box[]::new, v -> Encoders.cast(Box.class, v, "box"), "box"),
    PATH(Path.class, Path[]::new, v -> Encoders.cast(Path.class, v, "path"), "path"),
    POLYGON(Polygon.class, Polygon[]::new, v -> Encoders.cast(Polygon.class, v, "polygon"), "polygon"),
    CIRCLE(Circle.class, Circle[]::new, v -> Encoders.cast(Circle.class, v, "circle"), "circle"),
    INET(Inet.class, Inet[]::new, Encoders::inet, "inet"),
    MONEY(Money.class, Money[]::new, Encoders::money, "money"),
    /** The driver has no array of it. */
    CIDR(Cidr.class, null, v -> Encoders.cast(Cidr.class, v, "cidr"), "cidr"),
    /** The driver believes that it knows these, reads them as null and sends rubbish: statements cast them from and to text. */
    AS_TEXT(String.class, String[]::new, ValueText::of, "xml", "bit", "varbit", "bit varying", "macaddr", "macaddr8", "oid"),
    /** Of the extension pgvector. */
    VECTOR(String.class, null, Encoders::vector, "vector", "halfvec"),
    /** Enums, domains, extensions' types: the driver sends and reads text. */
    USER(String.class, null, ValueText::of);

    private static final Map<String, Wire> BY_NAME = new HashMap<>();
    private static final Map<Class<?>, String> TYPES = new HashMap<>();

    static {
        for (Wire wire : values()) {
            for (String name : wire.names) {
                BY_NAME.put(name, wire);
            }
            if (wire.driverClass != String.class) {
                TYPES.put(wire.driverClass, wire.names[0]);
            }
        }
        TYPES.put(Numeric.class, "numeric");
        TYPES.put(String.class, "text");
    }

    private final Class<?> driverClass;
    private final IntFunction<Object[]> arrays;
    private final Function<Object, Object> encoder;
    private final String[] names;

    Wire(Class<?> driverClass, IntFunction<Object[]> arrays, Function<Object, Object> encoder, String... names) {
        this.driverClass = driverClass;
        this.arrays = arrays;
        this.encoder = encoder;
        this.names = names;
    }

    /** By a type's name without modifiers and brackets. */
    static Wire named(String name) {
        Wire known = BY_NAME.get(name);
        return known != null ? known : name.endsWith(".vector") || name.endsWith(".halfvec") ? VECTOR : USER;
    }

    /** What the driver takes for a value that isn't null, neither an array nor a collection. */
    Object encode(Object value) {
        return encoder.apply(value);
    }

    /** An array that the driver takes, null when it must get a literal. */
    Object[] array(int length) {
        return arrays == null ? null : arrays.apply(length);
    }

    /** What a value from the driver is, in PostgreSQL's words. */
    static String describe(Object raw) {
        if (raw instanceof Object[]) {
            return "an array";
        }
        if (raw instanceof Buffer) {
            return "of type bytea";
        }
        String type = TYPES.get(raw.getClass());
        return type == null ? "a JSON value" : "of type " + type;
    }
}
