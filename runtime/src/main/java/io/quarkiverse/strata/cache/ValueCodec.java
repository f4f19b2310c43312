package io.quarkiverse.strata.cache;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.data.Interval;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;

/**
 * The driver's values as bytes, and back to the same class: a byte for the class, then the value. Nothing else is written or
 * read: no class is ever named by the bytes. The numbers of the classes are part of the stored format.
 */
final class ValueCodec {

    private static final int NULL = 0;
    private static final int ARRAY = 1;

    private static final Map<Class<?>, Kind<?>> BY_CLASS = new HashMap<>();
    private static final Kind<?>[] BY_NUMBER = new Kind<?>[64];

    static {
        add(2, Boolean.class, (out, v) -> out.writeBoolean(v), DataInput::readBoolean);
        add(3, Short.class, (out, v) -> out.writeShort(v), DataInput::readShort);
        add(4, Integer.class, (out, v) -> out.writeInt(v), DataInput::readInt);
        add(5, Long.class, (out, v) -> out.writeLong(v), DataInput::readLong);
        add(6, Float.class, (out, v) -> out.writeFloat(v), DataInput::readFloat);
        add(7, Double.class, (out, v) -> out.writeDouble(v), DataInput::readDouble);
        add(8, String.class, ValueCodec::text, ValueCodec::text);
        add(9, Numeric.class, (out, v) -> text(out, v.toString()), in -> Numeric.parse(text(in)));
        add(10, BigDecimal.class, (out, v) -> text(out, v.toString()), in -> new BigDecimal(text(in)));
        add(11, BigInteger.class, (out, v) -> text(out, v.toString()), in -> new BigInteger(text(in)));
        add(12, UUID.class, (out, v) -> {
            out.writeLong(v.getMostSignificantBits());
            out.writeLong(v.getLeastSignificantBits());
        }, in -> new UUID(in.readLong(), in.readLong()));
        add(13, Buffer.class, (out, v) -> bytes(out, v.getBytes()), in -> Buffer.buffer(bytes(in)));
        add(14, LocalDate.class, (out, v) -> out.writeLong(v.toEpochDay()), in -> LocalDate.ofEpochDay(in.readLong()));
        add(15, LocalTime.class, ValueCodec::time, ValueCodec::time);
        add(16, OffsetTime.class, (out, v) -> {
            time(out, v.toLocalTime());
            out.writeInt(v.getOffset().getTotalSeconds());
        }, in -> OffsetTime.of(time(in), ZoneOffset.ofTotalSeconds(in.readInt())));
        add(17, LocalDateTime.class, ValueCodec::dateTime, ValueCodec::dateTime);
        add(18, OffsetDateTime.class, (out, v) -> {
            dateTime(out, v.toLocalDateTime());
            out.writeInt(v.getOffset().getTotalSeconds());
        }, in -> OffsetDateTime.of(dateTime(in), ZoneOffset.ofTotalSeconds(in.readInt())));
        add(19, Interval.class, (out, v) -> {
            for (int part : new int[] { v.getYears(), v.getMonths(), v.getDays(), v.getHours(), v.getMinutes(),
                    v.getSeconds(), v.getMicroseconds() }) {
                out.writeInt(part);
            }
        }, in -> new Interval(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(),
                in.readInt()));
        add(20, JsonObject.class, (out, v) -> text(out, v.encode()), in -> new JsonObject(text(in)));
        add(21, JsonArray.class, (out, v) -> text(out, v.encode()), in -> new JsonArray(text(in)));
        add(22, Tuple.JSON_NULL.getClass(), (out, v) -> {
        }, in -> Tuple.JSON_NULL);
        add(23, Object.class, (out, v) -> {
            throw new UnstorableException(v.getClass());
        }, in -> null);
        GeometryKinds.addTo(ValueCodec::add);
    }

    private ValueCodec() {
    }

    /** Writes one value. @throws UnstorableException for a class that isn't the driver's */
    static void write(DataOutput out, Object value) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Object[] array) {
            out.writeByte(ARRAY);
            out.writeByte(kind(array.getClass().getComponentType()).number);
            out.writeInt(array.length);
            for (Object element : array) {
                write(out, element);
            }
        } else {
            Kind<?> kind = kind(value.getClass());
            out.writeByte(kind.number);
            kind.write(out, value);
        }
    }

    /** Reads one value. */
    static Object read(DataInput in) throws IOException {
        int number = in.readByte();
        if (number == NULL) {
            return null;
        }
        if (number == ARRAY) {
            Class<?> component = numbered(in.readByte()).type;
            Object[] array = (Object[]) Array.newInstance(component, in.readInt());
            for (int i = 0; i < array.length; i++) {
                array[i] = read(in);
            }
            return array;
        }
        return numbered(number).reader.read(in);
    }

    static void text(DataOutput out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(DataInput in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static void time(DataOutput out, LocalTime time) throws IOException {
        out.writeLong(time.toNanoOfDay());
    }

    private static LocalTime time(DataInput in) throws IOException {
        return LocalTime.ofNanoOfDay(in.readLong());
    }

    private static void dateTime(DataOutput out, LocalDateTime dateTime) throws IOException {
        out.writeLong(dateTime.toLocalDate().toEpochDay());
        time(out, dateTime.toLocalTime());
    }

    private static LocalDateTime dateTime(DataInput in) throws IOException {
        return LocalDateTime.of(LocalDate.ofEpochDay(in.readLong()), time(in));
    }

    private static Kind<?> kind(Class<?> type) {
        Kind<?> exact = BY_CLASS.get(type);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<Class<?>, Kind<?>> each : BY_CLASS.entrySet()) {
            if (each.getKey() != Object.class && each.getKey().isAssignableFrom(type)) {
                return each.getValue(); // Buffer is an interface
            }
        }
        throw new UnstorableException(type);
    }

    private static Kind<?> numbered(int number) throws IOException {
        Kind<?> kind = number < 0 || number >= BY_NUMBER.length ? null : BY_NUMBER[number];
        if (kind == null) {
            throw new IOException("no kind of value has the number " + number);
        }
        return kind;
    }

    private static <V> void add(int number, Class<V> type, Writer<V> writer, Reader<?> reader) {
        Kind<V> kind = new Kind<>(number, type, writer, reader);
        BY_CLASS.put(type, kind);
        BY_NUMBER[number] = kind;
    }

    /** Takes in a kind of value. */
    interface Kinds {
        <V> void add(int number, Class<V> type, Writer<V> writer, Reader<?> reader);
    }

    /** Writes a value behind its number. */
    @FunctionalInterface
    interface Writer<V> {
        void write(DataOutput out, V value) throws IOException;
    }

    /** Reads a value behind its number. */
    @FunctionalInterface
    interface Reader<V> {
        V read(DataInput in) throws IOException;
    }

    static <V> void list(DataOutput out, List<V> list, Writer<V> writer) throws IOException {
        out.writeInt(list.size());
        for (V each : list) {
            writer.write(out, each);
        }
    }

    static <V> List<V> list(DataInput in, Reader<V> reader) throws IOException {
        List<V> list = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            list.add(reader.read(in));
        }
        return list;
    }

    private record Kind<V>(int number, Class<V> type, Writer<V> writer, Reader<?> reader) {

        void write(DataOutput out, Object value) throws IOException {
            writer.write(out, type.cast(value));
        }
    }
}
