package io.quarkiverse.strata.mapping;

import java.util.List;

import io.quarkiverse.strata.mapping.RecordMapper.RowReader;
import io.quarkiverse.strata.sql.Descriptors;
import io.quarkiverse.strata.sql.Parameter;
import io.quarkiverse.strata.sql.Shape;
import io.quarkiverse.strata.sql.TableDescriptor;
import io.vertx.sqlclient.Tuple;

/** The two directions between Java values and the driver's. */
public final class Mapping {

    private Mapping() {
    }

    /**
     * Prepares reading one result of the given shape. Numbers become wider or narrower where that keeps the value; nothing
     * else is converted. {@code infinity} is the MAX of a date's or time's class and {@code -infinity} its MIN.
     *
     * @param resultColumns the labels that the server gave, in order
     * @return the reader of that result's rows; it throws {@link IllegalArgumentException} for a value that its place can't
     *         hold, naming both
     * @throws IllegalArgumentException when the record isn't mapped, one of its columns isn't in the result or several times,
     *         or when a single column is wanted and the result has more
     */
    @SuppressWarnings("unchecked")
    public static <T> RowReader<T> reader(Shape<T> shape, List<String> resultColumns) {
        return switch (shape.kind()) {
            case RECORD -> mapper(shape.type()).reader(resultColumns);
            case SCALAR -> scalar(shape.type(), resultColumns);
            case ROW -> {
                ResultColumns columns = new ResultColumns(resultColumns);
                yield row -> (T) new ResultRow(columns, row);
            }
        };
    }

    /**
     * Encodes parameters for the driver, checking that each value fits its type: a fraction or a number out of range for an
     * integer, digits that a {@code numeric(p,s)} or a float can't hold, text longer than a {@code varchar(n)}. Times are cut
     * to microseconds, enums become their labels, JSON types and elements of JSON arrays become JSON text, lists become
     * arrays, and {@code Optional}s their value or null.
     * <p>
     * An array of a type that the driver doesn't know (an enum's) becomes an array literal. A list of lists, as a bulk
     * statement passes an array column, becomes a {@code text[]} of array literals.
     *
     * @throws IllegalArgumentException when a value doesn't fit or a named parameter wasn't bound; the message tells which,
     *         and never the value
     */
    public static Tuple tuple(List<Parameter> parameters) {
        Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Parameters.encode(parameters.get(i), i + 1);
        }
        return Tuple.from(values);
    }

    private static <T> RecordMapper<T> mapper(Class<T> type) {
        TableDescriptor<T> descriptor = Descriptors.of(type);
        if (descriptor instanceof RecordMapper<T> mapper) {
            return mapper;
        }
        throw new IllegalArgumentException("STRATA-1301: The descriptor of " + type.getName() + " can't read rows. Register a "
                + "RecordMapper for it, as the build does for @Table and @Projection records.");
    }

    @SuppressWarnings("unchecked")
    private static <T> RowReader<T> scalar(Class<T> type, List<String> resultColumns) {
        if (resultColumns.size() != 1) {
            throw new IllegalArgumentException("STRATA-1306: One column was expected for " + type.getTypeName()
                    + ", but the result has " + new ResultColumns(resultColumns) + ". Select one, or read rows or a record.");
        }
        Decoder decoder = Decoders.of(type);
        String label = resultColumns.get(0);
        return row -> (T) Scalars.read(row.getValue(0), decoder, label, type);
    }
}
