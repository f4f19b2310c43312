package io.quarkiverse.strata.mapping;

import java.time.Duration;
import java.time.Period;

import io.vertx.pgclient.data.Interval;

/**
 * Intervals, where the driver rearranges: it makes days of 24 hours and months of 30 days, on the way to the server and back.
 */
final class Intervals {

    private static final long MONTH = 30L * 24 * 3600;
    private static final long LAST_YEAR = 178_000_000;

    private Intervals() {
    }

    static Interval of(Duration duration) {
        if (duration.abs().getSeconds() >= MONTH) {
            throw month();
        }
        if (duration.getNano() % 1000 != 0) {
            throw new ConversionException("it is finer than a microsecond, which interval can't hold. Truncate it");
        }
        long micros = duration.getSeconds() * 1_000_000 + duration.getNano() / 1000;
        long seconds = micros / 1_000_000;
        return Interval.of(0, 0, (int) (seconds / 86400), (int) (seconds / 3600 % 24), (int) (seconds / 60 % 60),
                (int) (seconds % 60), (int) (micros % 1_000_000));
    }

    static Interval of(Period period) {
        return checked(Interval.of(period.getYears(), period.getMonths(), period.getDays()));
    }

    static Interval checked(Interval interval) {
        if (Math.abs(seconds(interval)) >= MONTH) {
            throw month();
        }
        return interval;
    }

    /** As the driver makes them. */
    static Interval normal(int years, int months, int days, long seconds, int micros) {
        return Interval.of(years, months, days, (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60),
                micros);
    }

    static Interval read(Interval interval) {
        if (Math.abs((long) interval.getYears()) > LAST_YEAR) {
            throw new ConversionException("it is infinite, which an interval in Java can't be. Handle it in the statement");
        }
        return interval;
    }

    static Duration duration(Interval interval) {
        read(interval);
        if (interval.getYears() != 0 || interval.getMonths() != 0) {
            throw new ConversionException("it has months (the Vert.x client makes one of 30 days), which Duration can't hold. "
                    + "Use Interval, or read extract(epoch from …)");
        }
        return Duration.ofSeconds(seconds(interval), interval.getMicroseconds() % 1_000_000 * 1000L);
    }

    private static long seconds(Interval interval) {
        return interval.getDays() * 86400L + interval.getHours() * 3600L + interval.getMinutes() * 60L + interval.getSeconds()
                + interval.getMicroseconds() / 1_000_000;
    }

    private static ConversionException month() {
        return new ConversionException(
                "the Vert.x client would make a month of each 30 days, another interval. Give the months "
                        + "as such (Period.ofMonths(1)), or pass text: cast(val(\"45 days\"), \"interval\"), in SQL text "
                        + ":x::text::interval");
    }
}
