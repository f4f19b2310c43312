package io.quarkiverse.strata.mapping;

import java.util.List;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** A row whose values are PostgreSQL's texts: that of a composite value or of a nested result. */
final class TextRow implements Row {

    private static final String VALUES_ALONE = "readers ask such a row for its values by their places, and for nothing else";

    private final Object[] values;

    TextRow(Object[] values) {
        this.values = values;
    }

    /** @param text of one value */
    record Text(String text) {
    }

    @Override
    public Object getValue(int position) {
        return values[position] instanceof String text ? new Text(text) : values[position];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public String getColumnName(int position) {
        throw new UnsupportedOperationException(VALUES_ALONE);
    }

    @Override
    public int getColumnIndex(String column) {
        throw new UnsupportedOperationException(VALUES_ALONE);
    }

    @Override
    public Tuple addValue(Object value) {
        throw new UnsupportedOperationException(VALUES_ALONE);
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException(VALUES_ALONE);
    }

    @Override
    public List<Class<?>> types() {
        throw new UnsupportedOperationException(VALUES_ALONE);
    }
}
