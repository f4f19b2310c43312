package io.quarkiverse.strata.mapping;

import java.util.List;

import io.quarkiverse.strata.mapping.RecordMapper.RowReader;
import io.quarkiverse.strata.sql.Parameter;
import io.quarkiverse.strata.sql.Shape;
import io.vertx.sqlclient.Tuple;

/** The two directions between Java values and the driver's. */
public final class Mapping {

    private Mapping() {
    }

    /**
     * Prepares reading one result of the given shape.
     *
     * @param resultColumns the labels that the server gave, in order
     */
    public static <T> RowReader<T> reader(Shape<T> shape, List<String> resultColumns) {
        throw new IllegalStateException("to be written");
    }

    /**
     * Encodes parameters for the driver, checking that each value fits its type (a fraction into an integer, a range).
     *
     * @throws IllegalArgumentException when a value doesn't fit or a named parameter wasn't bound; the message tells which
     */
    public static Tuple tuple(List<Parameter> parameters) {
        throw new IllegalStateException("to be written");
    }
}
