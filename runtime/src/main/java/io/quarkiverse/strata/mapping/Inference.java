package io.quarkiverse.strata.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.UUID;

import io.quarkiverse.strata.sql.MultiRange;
import io.quarkiverse.strata.sql.Range;
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

/** How values travel whose type the statement doesn't say: by their class. */
final class Inference {

    private Inference() {
    }

    static Wire of(Object value) {
        if (value instanceof Buffer) {
            return Wire.BYTEA;
        }
        if (value instanceof Enum<?>) {
            return Wire.USER;
        }
        if (value instanceof Range || value instanceof MultiRange || value instanceof Record) {
            return Wire.USER;
        }
        if (value instanceof CharSequence) {
            return Wire.TEXT;
        }
        return value instanceof InetAddress ? Wire.INET : of(value.getClass());
    }

    private static final ClassValue<Wire> BY_CLASS = new ClassValue<>() {
        @Override
        protected Wire computeValue(Class<?> type) {
            return lookUp(type);
        }
    };

    static Wire of(Class<?> type) {
        Wire wire = BY_CLASS.get(type);
        if (wire == null) {
            throw new ConversionException("Strata doesn't know how to send a " + type.getTypeName() + ". Pass a class that a "
                    + "component of a @Table record may have, or JSON with the cast ::jsonb");
        }
        return wire;
    }

    private static Wire lookUp(Class<?> type) {
        for (Object[] pair : new Object[][] { { Wire.BOOL, Boolean.class }, { Wire.INT2, Short.class, Byte.class },
                { Wire.INT4, Integer.class }, { Wire.INT8, Long.class }, { Wire.FLOAT4, Float.class },
                { Wire.FLOAT8, Double.class }, { Wire.NUMERIC, BigDecimal.class, BigInteger.class },
                { Wire.TEXT, String.class, Character.class }, { Wire.BYTEA, byte[].class }, { Wire.UUID, UUID.class },
                { Wire.DATE, LocalDate.class }, { Wire.TIME, LocalTime.class }, { Wire.TIMETZ, OffsetTime.class },
                { Wire.TIMESTAMP, LocalDateTime.class },
                { Wire.TIMESTAMPTZ, Instant.class, OffsetDateTime.class, ZonedDateTime.class },
                { Wire.INTERVAL, Interval.class, Duration.class, Period.class },
                { Wire.JSON, JsonObject.class, JsonArray.class }, { Wire.POINT, Point.class }, { Wire.LINE, Line.class },
                { Wire.LSEG, LineSegment.class }, { Wire.BOX, Box.class }, { Wire.PATH, Path.class },
                { Wire.POLYGON, Polygon.class }, { Wire.CIRCLE, Circle.class }, { Wire.INET, Inet.class },
                { Wire.CIDR, Cidr.class }, { Wire.MONEY, Money.class } }) {
            for (int i = 1; i < pair.length; i++) {
                if (pair[i] == type) {
                    return (Wire) pair[0];
                }
            }
        }
        return null;
    }
}
