package io.quarkiverse.strata.mapping;

import java.util.Arrays;
import java.util.List;

import io.quarkiverse.strata.sql.ColumnDescriptor;
import io.vertx.sqlclient.Row;

/**
 * What generated mappers have in common. A mapper adds the two things that depend on the record: calling its constructor and
 * its accessors. Unit tests without Quarkus write such a mapper by hand and register it in
 * {@link io.quarkiverse.strata.sql.Descriptors}.
 *
 * <pre>{@code
 * final class UserMapper extends GeneratedMapper<User> {
 *     UserMapper() {
 *         super(User.class, null, "users", MappedColumn.value("id", "id", "int8", Long.class).id().generated(),
 *                 MappedColumn.value("email", "email", "text", String.class));
 *     }
 *
 *     protected User read(Row row, int[] places) {
 *         return new User((Long) get(row, places, 0), (String) get(row, places, 1));
 *     }
 *
 *     public Object value(User owner, int index) {
 *         return index == 0 ? owner.id() : owner.email();
 *     }
 * }
 * }</pre>
 *
 * @param <T> the record
 */
public abstract class GeneratedMapper<T> implements RecordMapper<T> {

    private final Class<T> type;
    private final String schema;
    private final String table;
    private final MappedColumn[] mapped;
    private final List<ColumnDescriptor> columns;
    private volatile Known known;

    /**
     * @param schema null for the search path's
     * @param table null for a projection
     * @param columns in the order of the components, embedded records flattened
     */
    protected GeneratedMapper(Class<T> type, String schema, String table, MappedColumn... columns) {
        this.type = type;
        this.schema = schema;
        this.table = table;
        this.mapped = columns.clone();
        this.columns = Arrays.stream(columns).map(MappedColumn::descriptor).toList();
    }

    @Override
    public final Class<T> type() {
        return type;
    }

    @Override
    public final String schema() {
        return schema;
    }

    @Override
    public final String table() {
        return table;
    }

    @Override
    public final List<ColumnDescriptor> columns() {
        return columns;
    }

    @Override
    public final RowReader<T> reader(List<String> resultColumns) {
        Known last = known;
        if (last == null || !last.labels.equals(resultColumns)) {
            last = look(new ResultColumns(resultColumns));
            known = last;
        }
        int[] places = last.places;
        return row -> read(row, places);
    }

    /** Builds the record from PostgreSQL's texts of its columns, in their order. */
    final T parse(Object[] texts) {
        int[] places = new int[mapped.length];
        Arrays.setAll(places, i -> i);
        return read(new TextRow(texts), places);
    }

    private Known look(ResultColumns result) {
        int[] places = new int[mapped.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(result, columns.get(i));
        }
        return new Known(result.labels(), places);
    }

    /** Where the columns were in the last result: mostly they are there in the next one. */
    private record Known(List<String> labels, int[] places) {
    }

    private int place(ResultColumns result, ColumnDescriptor column) {
        int place = result.place(column.name());
        if (place == ResultColumns.MISSING) {
            throw new IllegalArgumentException("STRATA-1302: " + type.getName() + "." + column.path() + " needs the column \""
                    + column.name() + "\", which the result doesn't have; it has " + result + ". Select it, or give an "
                    + "expression that label, or name the right column with @Column.");
        }
        if (place == ResultColumns.AMBIGUOUS) {
            throw new IllegalArgumentException("STRATA-1303: " + type.getName() + "." + column.path() + " needs the column \""
                    + column.name() + "\", of which the result has several; it has " + result + ". Give each its own label in "
                    + "the statement.");
        }
        return place;
    }

    /**
     * Builds the record from a row.
     *
     * @param places the position in the row of each column of the record
     */
    protected abstract T read(Row row, int[] places);

    /**
     * The value of the column at {@code index} (of {@link #columns()}) as its component takes it.
     *
     * @throws IllegalArgumentException when it doesn't fit, or is null for a primitive
     */
    protected final Object get(Row row, int[] places, int index) {
        return mapped[index].decode(row.getValue(places[index]), type);
    }

    /** Whether the columns from {@code from} to before {@code to}, those of an embedded record, are all null. */
    protected static boolean absent(Row row, int[] places, int from, int to) {
        for (int i = from; i < to; i++) {
            if (row.getValue(places[i]) != null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "mapper of " + type.getName();
    }
}
