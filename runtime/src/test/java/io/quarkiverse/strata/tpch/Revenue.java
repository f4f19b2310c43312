package io.quarkiverse.strata.tpch;

import static io.quarkiverse.strata.sql.Sql.*;

import java.time.LocalDate;
import java.time.Period;

import io.quarkiverse.strata.sql.Condition;
import io.quarkiverse.strata.sql.Expression;

/** What many of the queries have in common. */
final class Revenue {

    private Revenue() {
    }

    /** What a line costs without tax. */
    static Expression<Object> discounted() {
        return col("l_extendedprice").times(val(1).minus(col("l_discount")));
    }

    /** Whether a date is in the time that begins at {@code start}. */
    static Condition within(String date, LocalDate start, Period period) {
        return and(col(date).ge(start), col(date).lt(val(start).plus(period)));
    }
}
