package io.quarkiverse.strata.deployment;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jboss.jandex.DotName;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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

/** The PostgreSQL types that classes of single values stand for. */
final class MappingTypes {

    private static final Map<DotName, String> TYPES = new HashMap<>();

    private static final Map<String, String> RANGES = Map.of("int4", "int4", "int8", "int8", "numeric", "num", "date", "date",
            "timestamp", "ts", "timestamptz", "tstz");

    static {
        put("bool", boolean.class, Boolean.class);
        put("int2", short.class, Short.class);
        put("int4", int.class, Integer.class);
        put("int8", long.class, Long.class);
        put("float4", float.class, Float.class);
        put("float8", double.class, Double.class);
        put("numeric", BigDecimal.class, BigInteger.class);
        put("text", String.class, char.class, Character.class);
        put("bytea", Buffer.class);
        put("uuid", UUID.class);
        put("date", LocalDate.class);
        put("time", LocalTime.class);
        put("timetz", OffsetTime.class);
        put("timestamp", LocalDateTime.class);
        put("timestamptz", OffsetDateTime.class, Instant.class);
        put("interval", Interval.class, Duration.class);
        put("jsonb", JsonObject.class, JsonArray.class);
        put("point", Point.class);
        put("line", Line.class);
        put("lseg", LineSegment.class);
        put("box", Box.class);
        put("path", Path.class);
        put("polygon", Polygon.class);
        put("circle", Circle.class);
        put("inet", Inet.class);
        put("cidr", Cidr.class);
        put("money", Money.class);
    }

    private MappingTypes() {
    }

    private static void put(String pgType, Class<?>... types) {
        for (Class<?> type : types) {
            TYPES.put(DotName.createSimple(type), pgType);
        }
    }

    /** The type that a class stands for, null when it is none of the known ones. */
    static String of(DotName type) {
        return TYPES.get(type);
    }

    /** The known classes, primitive ones aside. */
    static List<DotName> classes() {
        return TYPES.keySet().stream().filter(name -> name.toString().contains(".")).sorted().toList();
    }

    /** The type that a component says it has, with as many dimensions as its class; else the one that its class stands for. */
    static String given(String givenType, String pgType) {
        if (givenType == null) {
            return pgType;
        }
        return givenType.endsWith("[]") && pgType.endsWith("[]") ? element(givenType) + pgType.substring(pgType.indexOf("[]"))
                : givenType;
    }

    /** The type of an array's elements, whatever its dimensions. */
    static String element(String type) {
        return type.endsWith("[]") ? type.substring(0, type.indexOf("[]")) : type;
    }

    static boolean isJson(String pgType) {
        String name = pgType.toLowerCase(Locale.ROOT);
        return name.equals("json") || name.equals("jsonb");
    }

    /** The type of ranges of a class; one's own when the component says it, null when there is none. */
    static String range(DotName bound, String givenType, String suffix) {
        String type = TYPES.get(bound);
        String prefix = type == null ? null : RANGES.get(type);
        return prefix != null ? prefix + suffix : type == null ? null : givenType;
    }
}
