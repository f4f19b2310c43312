package io.quarkiverse.strata.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.sql.ColumnDescriptor;
import io.quarkiverse.strata.sql.Descriptors;
import io.quarkiverse.strata.sql.PgType;
import io.vertx.sqlclient.Row;

/**
 * Reads rows as the records of a sealed interface, chosen by a {@link Discriminator} column.
 *
 * @param <T> the interface
 */
public final class SealedMapper<T> implements RecordMapper<T> {

    private final Class<T> type;
    private final String discriminator;
    private final Map<String, Class<?>> records;

    /**
     * @param discriminator the column's name
     * @param records the mapped records by their labels in that column; each implements {@code type}
     */
    public SealedMapper(Class<T> type, String discriminator, Map<String, Class<?>> records) {
        this.type = type;
        this.discriminator = discriminator;
        this.records = new LinkedHashMap<>(records);
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public String schema() {
        return null;
    }

    @Override
    public String table() {
        return null;
    }

    /** The discriminator and the columns of all records, each once. */
    @Override
    public List<ColumnDescriptor> columns() {
        Map<String, ColumnDescriptor> columns = new LinkedHashMap<>();
        columns.put(discriminator,
                new ColumnDescriptor(discriminator, discriminator, String.class, PgType.TEXT, false, true, true));
        records.values().forEach(record -> Descriptors.of(record).columns()
                .forEach(column -> columns.putIfAbsent(column.name(), column)));
        return new ArrayList<>(columns.values());
    }

    @Override
    public Object value(T owner, int index) {
        throw new UnsupportedOperationException("the rows of " + type.getName() + " are read alone");
    }

    @Override
    public RowReader<T> reader(List<String> resultColumns) {
        int place = new ResultColumns(resultColumns).place(discriminator);
        if (place < 0) {
            throw new IllegalArgumentException("STRATA-2482: " + type.getName() + " needs the column \"" + discriminator
                    + "\" once in the result to choose its record, which has " + new ResultColumns(resultColumns)
                    + ". Select it, or give an expression that label.");
        }
        Map<String, RowReader<?>> readers = new LinkedHashMap<>();
        return row -> read(row, place, resultColumns, readers);
    }

    /** Readers are made when the first row needs them: a result without a kind needn't have its columns. */
    private T read(Row row, int place, List<String> resultColumns, Map<String, RowReader<?>> readers) {
        String label = row.getValue(place) instanceof String text ? text : null;
        RowReader<?> reader = readers.get(label);
        if (reader == null) {
            reader = ((RecordMapper<?>) Descriptors.of(chosen(label))).reader(resultColumns);
            readers.put(label, reader);
        }
        return type.cast(reader.read(row));
    }

    String discriminator() {
        return discriminator;
    }

    /** The record of a label. */
    Class<?> chosen(Object label) {
        Class<?> record = records.get(label);
        if (record == null) {
            throw new IllegalArgumentException("STRATA-2483: " + type.getName() + " has no record for what the column \""
                    + discriminator + "\" says; it has " + String.join(", ", records.keySet())
                    + ". Add the record, with @Label where its name differs, or leave such rows out.");
        }
        return record;
    }

    @Override
    public String toString() {
        return "mapper of " + type.getName();
    }
}
