package io.quarkiverse.strata.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.vertx.sqlclient.data.Numeric;

/** Conversions between classes of numbers that keep the value or fail. */
final class Numbers {

    private Numbers() {
    }

    static long toLong(Number number, long min, long max, String type) {
        long value;
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            value = number.longValue();
        } else {
            value = integral(number, type);
        }
        if (value < min || value > max) {
            throw outOfRange(type);
        }
        return value;
    }

    private static long integral(Number number, String type) {
        BigDecimal decimal = toBigDecimal(number);
        if (decimal.stripTrailingZeros().scale() > 0) {
            throw new ConversionException("it has a fraction, which " + type + " can't hold. Round it, or use a type that can");
        }
        if (decimal.precision() - decimal.scale() > 19) {
            throw outOfRange(type);
        }
        try {
            return decimal.longValueExact();
        } catch (ArithmeticException e) {
            throw outOfRange(type);
        }
    }

    static ConversionException outOfRange(String type) {
        return new ConversionException("it is out of the range of " + type + ". Use a type that can hold it");
    }

    static double toDouble(Number number) {
        if (number instanceof Double || number instanceof Float || number instanceof Integer || number instanceof Short
                || number instanceof Byte || isNaN(number)) {
            return number.doubleValue();
        }
        double value = number.doubleValue();
        if (Double.isInfinite(value) || BigDecimal.valueOf(value).compareTo(toBigDecimal(number)) != 0) {
            throw inexact("float8");
        }
        return value;
    }

    static float toFloat(Number number) {
        if (number instanceof Float || isNaN(number)) {
            return number.floatValue();
        }
        float value = number.floatValue();
        if (number instanceof Double exact && (exact == value || Double.isNaN(exact))) {
            return value;
        }
        if (Float.isInfinite(value) || new BigDecimal(Float.toString(value)).compareTo(toBigDecimal(number)) != 0) {
            throw inexact("float4");
        }
        return value;
    }

    private static ConversionException inexact(String type) {
        return new ConversionException(
                "it has more digits than " + type + " can hold. Use BigDecimal (numeric), or round it explicitly");
    }

    static BigDecimal toBigDecimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof Numeric numeric) {
            if (numeric.isNaN()) {
                throw new ConversionException("it is NaN, which BigDecimal and the integers don't have. Use a double, "
                        + "or nullif(…, 'NaN') in the statement");
            }
            return numeric.bigDecimalValue();
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new ConversionException("it is NaN or infinite, which only float4 and float8 can hold");
            }
            return new BigDecimal(number.toString());
        }
        return BigDecimal.valueOf(number.longValue());
    }

    static BigInteger toBigInteger(Number number) {
        BigDecimal decimal = toBigDecimal(number);
        if (decimal.signum() != 0 && decimal.stripTrailingZeros().scale() > 0) {
            throw new ConversionException("it has a fraction, which BigInteger can't hold. Round it, or use BigDecimal");
        }
        return decimal.toBigIntegerExact();
    }

    private static boolean isNaN(Number number) {
        return number instanceof Numeric numeric && numeric.isNaN();
    }
}
