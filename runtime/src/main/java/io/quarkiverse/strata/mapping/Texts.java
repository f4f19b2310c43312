package io.quarkiverse.strata.mapping;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.data.Cidr;
import io.vertx.pgclient.data.Inet;
import io.vertx.pgclient.data.Interval;
import io.vertx.pgclient.data.Money;

/** Values as text that PostgreSQL reads: for the types and arrays that the driver doesn't know. */
final class Texts {

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 9, java.time.format.SignStyle.NEVER)
            .appendPattern("-MM-dd").toFormatter(Locale.ROOT).withChronology(IsoChronology.INSTANCE);

    private Texts() {
    }

    /**
     * An array literal. Every element is quoted, so that none is taken for NULL, a brace or a comma.
     *
     * @param elements their texts, null for NULL
     */
    static String array(List<String> elements) {
        StringBuilder literal = new StringBuilder("{");
        for (String element : elements) {
            if (literal.length() > 1) {
                literal.append(',');
            }
            if (element == null) {
                literal.append("NULL");
            } else {
                literal.append('"').append(element.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
            }
        }
        return literal.append('}').toString();
    }

    /** The text of a value that {@link Wire#encode} made for the driver. */
    static String of(Object encoded) {
        if (encoded instanceof LocalDate date) {
            return date == LocalDate.MAX ? "infinity" : date == LocalDate.MIN ? "-infinity" : date(date);
        }
        if (encoded instanceof LocalDateTime time) {
            return time == LocalDateTime.MAX ? "infinity" : timestamp(time, "");
        }
        if (encoded instanceof OffsetDateTime time) {
            return time == OffsetDateTime.MAX ? "infinity" : timestamp(time.toLocalDateTime(), "+00");
        }
        if (encoded instanceof Buffer buffer) {
            return "\\x" + java.util.HexFormat.of().formatHex(buffer.getBytes());
        }
        if (encoded instanceof Interval i) {
            return i.getYears() + " years " + i.getMonths() + " mons " + i.getDays() + " days " + i.getHours() + " hours "
                    + i.getMinutes() + " mins " + i.getSeconds() + " secs " + i.getMicroseconds() + " us";
        }
        if (encoded instanceof Cidr cidr) {
            return network(cidr.getAddress(), cidr.getNetmask());
        }
        if (encoded instanceof Inet inet) {
            return network(inet.getAddress(), inet.getNetmask());
        }
        if (encoded instanceof Money money) {
            return money.bigDecimalValue().toPlainString();
        }
        if (encoded instanceof String || encoded instanceof Number || encoded instanceof Boolean
                || encoded instanceof java.util.UUID || encoded instanceof java.time.LocalTime
                || encoded instanceof java.time.OffsetTime) {
            return encoded.toString();
        }
        throw new ConversionException("a " + encoded.getClass().getName() + " has no text form here. Pass it as a String in "
                + "PostgreSQL's notation");
    }

    static Cidr cidr(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            Cidr cidr = new Cidr().setAddress(InetAddress.getByName(address));
            return slash < 0 ? cidr : cidr.setNetmask(Integer.valueOf(text.substring(slash + 1)));
        } catch (UnknownHostException | NumberFormatException e) {
            throw new ConversionException("its text is no network address. Cast it to cidr in the statement");
        }
    }

    private static String network(InetAddress address, Integer netmask) {
        return netmask == null ? address.getHostAddress() : address.getHostAddress() + "/" + netmask;
    }

    private static String date(LocalDate date) {
        return DATE.format(date) + (date.getYear() <= 0 ? " BC" : "");
    }

    private static String timestamp(LocalDateTime time, String zone) {
        return DATE.format(time.toLocalDate()) + " " + time.toLocalTime() + zone + (time.getYear() <= 0 ? " BC" : "");
    }
}
