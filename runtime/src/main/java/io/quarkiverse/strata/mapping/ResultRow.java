package io.quarkiverse.strata.mapping;

import java.util.List;

import io.quarkiverse.strata.sql.Row;

/** A row by labels and positions over the driver's. */
final class ResultRow implements Row {

    private final ResultColumns columns;
    private final io.vertx.sqlclient.Row row;

    ResultRow(ResultColumns columns, io.vertx.sqlclient.Row row) {
        this.columns = columns;
        this.row = row;
    }

    @Override
    public List<String> columns() {
        return columns.labels();
    }

    @Override
    public <V> V get(String column, Class<V> type) {
        int place = columns.place(column);
        if (place == ResultColumns.MISSING) {
            throw new IllegalArgumentException("STRATA-1307: The result has no column \"" + column + "\"; it has " + columns
                    + ". Ask for one of those, or add the column to the statement.");
        }
        if (place == ResultColumns.AMBIGUOUS) {
            throw new IllegalArgumentException("STRATA-1303: The result has several columns \"" + column + "\"; it has "
                    + columns + ". Give each its own label in the statement, or ask by position.");
        }
        return get(place, type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> V get(int index, Class<V> type) {
        if (index < 0 || index >= columns.labels().size()) {
            throw new IllegalArgumentException("STRATA-1309: The result has no column at position " + index + "; it has "
                    + columns + ", counted from 0.");
        }
        return (V) Scalars.read(raw(index), Decoders.of(type), columns.labels().get(index), type);
    }

    Object raw(int index) {
        return row.getValue(index);
    }

    @Override
    public String toString() {
        return "Row" + columns.labels();
    }
}
