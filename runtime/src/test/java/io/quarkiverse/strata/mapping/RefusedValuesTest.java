package io.quarkiverse.strata.mapping;

import static io.quarkiverse.strata.mapping.Roundtrip.parameter;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.strata.sql.Parameter;
import io.quarkiverse.strata.sql.PgType;
import io.vertx.pgclient.data.Interval;
import io.vertx.pgclient.data.Point;

/** Values that don't fit their type fail before they are sent, with a message that never has the value. */
class RefusedValuesTest {

    private static final String MONTH = "the Vert.x client would make a month of each 30 days, another interval. Give the months "
            + "as such (Period.ofMonths(1)), or pass text: cast(val(\"45 days\"), \"interval\"), in SQL text :x::text::interval.";

    @BeforeAll
    static void labels() {
        Mood.register();
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                arguments("int4", 1.5, fraction("int4")), arguments("int8", new BigDecimal("5.01"), fraction("int8")),
                arguments("int2", 32768, range("int2")), arguments("int4", 5_000_000_000L, range("int4")),
                arguments("int8", new BigInteger("9223372036854775808"), range("int8")),
                arguments("int8", new BigDecimal("1e1000000"), range("int8")),
                arguments("int8", Double.NaN, "it is NaN or infinite, which only float4 and float8 can hold."),
                arguments("float4", 1 / 3.0, digits("float4")), arguments("float4", 1e300, digits("float4")),
                arguments("float8", (1L << 53) + 1, digits("float8")),
                arguments("float8", new BigDecimal("0.12345678901234567890"), digits("float8")),
                arguments("numeric", Double.POSITIVE_INFINITY, "it is NaN or infinite, which only float4 and float8 can hold."),
                arguments("numeric(5,2)", new BigDecimal("1.005"),
                        "it has more decimals than the type allows. Round it explicitly."),
                arguments("numeric(5)", 1.5, "it has more decimals than the type allows. Round it explicitly."),
                arguments("numeric(5,2)", 1000,
                        "it has more digits than the type allows. Use a type that can hold it."),
                arguments("varchar(3)", "abcd", "it is longer than the type allows. Shorten it, or use text."),
                arguments("text", "a\0b",
                        "it has a NUL character, which PostgreSQL's text can't hold. Remove it, or use bytea."),
                arguments("int4", "5", wrong("java.lang.String", "int4")),
                arguments("text", 5, wrong("java.lang.Integer", "text")),
                arguments("bool", 1, wrong("java.lang.Integer", "bool")),
                arguments("uuid", "x", wrong("java.lang.String", "uuid")),
                arguments("timestamptz", LocalDateTime.MAX, wrong("java.time.LocalDateTime", "timestamptz")),
                arguments("timestamp", Instant.EPOCH, wrong("java.time.Instant", "timestamp")),
                arguments("timestamptz", Instant.MIN, infinity("timestamptz")),
                arguments("timestamptz", OffsetDateTime.MIN, infinity("timestamptz")),
                arguments("timestamp", LocalDateTime.MIN, infinity("timestamp")),
                arguments("timestamptz", Instant.MAX.minusSeconds(1), range("timestamptz")),
                arguments("timestamptz", LocalDate.of(294277, 1, 1).atStartOfDay().atOffset(ZoneOffset.UTC),
                        range("timestamptz")),
                arguments("timestamp", LocalDateTime.of(-4713, 11, 23, 0, 0), range("timestamp")),
                arguments("date", LocalDate.of(5874898, 1, 1), range("date")),
                arguments("interval", Duration.ofDays(30), MONTH), arguments("interval", Duration.ofDays(-400), MONTH),
                arguments("interval", Interval.of(0, 0, 30), MONTH), arguments("interval", Period.ofDays(45), MONTH),
                arguments("interval", Interval.of(0, 0, 0, 720), MONTH),
                arguments("interval", Duration.ofNanos(1),
                        "it is finer than a microsecond, which interval can't hold. Truncate it."),
                arguments("money", new BigDecimal("1.001"),
                        "it has more than two decimals or is out of the range of money. Round it."),
                arguments("mood", new Point(1, 2),
                        "a io.vertx.pgclient.data.Point has no text form here. Pass it as a String in "
                                + "PostgreSQL's notation."));
    }

    private static String fraction(String type) {
        return "it has a fraction, which " + type + " can't hold. Round it, or use a type that can.";
    }

    private static String range(String type) {
        return "it is out of the range of " + type + ". Use a type that can hold it.";
    }

    private static String digits(String type) {
        return "it has more digits than " + type + " can hold. Use BigDecimal (numeric), or round it explicitly.";
    }

    private static String wrong(String type, String pgType) {
        return "a " + type + " is no " + pgType + ". Pass the class that stands for that type, or cast in the statement.";
    }

    private static String infinity(String type) {
        return "the Vert.x client can't send -infinity. Write '-infinity'::" + type + " into the statement.";
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void failsBeforeSending(String type, Object value, String reason) {
        assertThatThrownBy(() -> Mapping.tuple(List.of(parameter("int4", 1), parameter(type, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-1322: The value of $2 (" + type + ") doesn't fit: " + reason);
    }

    @Test
    void anOpenParameterIsNamed() {
        assertThatThrownBy(() -> Mapping.tuple(List.of(new Parameter("email", null, PgType.TEXT, false, null))))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "STRATA-1321: The parameter :email ($1) has no value. Give it one with bind(\"email\", …).");
    }

    @Test
    void anUnknownClassIsNamed() {
        assertThatThrownBy(() -> Mapping.tuple(List.of(parameter(null, new Thread())))).hasMessage(
                "STRATA-1322: The value of $1 doesn't fit: Strata doesn't know how to send a java.lang.Thread. Pass a class that a "
                        + "component of a @Table record may have, or JSON with the cast ::jsonb.");
    }

    @Test
    void aTypedColumnTakesItsOwnClassOnly() {
        assertThatThrownBy(
                () -> Mapping.tuple(List.of(new Parameter(null, TimeUnit.DAYS, new PgType("mood"), false, Mood.class))))
                .hasMessage("STRATA-1322: The value of $1 (mood) doesn't fit: a java.util.concurrent.TimeUnit can't stand for "
                        + "io.quarkiverse.strata.mapping.Mood, the column's class. Pass that class.");
        assertThatThrownBy(() -> Mapping.tuple(List.of(new Parameter(null, "glad", new PgType("mood"), false, Mood.class))))
                .hasMessage("STRATA-1322: The value of $1 (mood) doesn't fit: it is no label of "
                        + "io.quarkiverse.strata.mapping.Mood. Pass the constant.");
        assertThatThrownBy(() -> Mapping.tuple(List.of(new Parameter(null, "2026-01-01", null, false, LocalDate.class))))
                .hasMessage(
                        "STRATA-1322: The value of $1 doesn't fit: a java.lang.String can't stand for java.time.LocalDate, the "
                                + "column's class. Pass that class.");
        assertThatThrownBy(() -> Mapping.tuple(List.of(new Parameter(null, 1.5, null, false, Integer.class))))
                .hasMessage("STRATA-1322: The value of $1 doesn't fit: " + fraction("int4"));
    }
}
