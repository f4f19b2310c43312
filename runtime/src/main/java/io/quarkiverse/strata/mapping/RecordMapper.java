package io.quarkiverse.strata.mapping;

import java.util.List;

import io.quarkiverse.strata.sql.TableDescriptor;
import io.vertx.sqlclient.Row;

/**
 * A record's descriptor that can also build the record from a row. Generated at build time and registered in
 * {@link io.quarkiverse.strata.sql.Descriptors}.
 *
 * @param <T> the record
 */
public interface RecordMapper<T> extends TableDescriptor<T> {

    /**
     * Prepares reading one result: finds the place of each column once.
     *
     * @param resultColumns the labels that the server gave, in order
     * @throws IllegalArgumentException when a column of the record isn't among them
     */
    RowReader<T> reader(List<String> resultColumns);

    /** Reads the rows of one result. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(Row row);
    }
}
