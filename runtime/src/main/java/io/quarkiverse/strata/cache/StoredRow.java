package io.quarkiverse.strata.cache;

import java.util.Arrays;
import java.util.List;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** A row of a kept result, as the driver would give it. */
record StoredRow(List<String> columns, Object[] values) implements Row {

    @Override
    public String getColumnName(int position) {
        return position < 0 || position >= columns.size() ? null : columns.get(position);
    }

    @Override
    public int getColumnIndex(String column) {
        return columns.indexOf(column);
    }

    @Override
    public Object getValue(int position) {
        return values[position];
    }

    @Override
    public Tuple addValue(Object value) {
        throw new UnsupportedOperationException("a row of a result can't be changed");
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("a row of a result can't be changed");
    }

    @Override
    public List<Class<?>> types() {
        return Arrays.stream(values).<Class<?>> map(value -> value == null ? Object.class : value.getClass()).toList();
    }

    @Override
    public String toString() {
        return "Row" + columns;
    }
}
