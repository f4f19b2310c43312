package io.quarkiverse.strata.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.quarkiverse.strata.sql.ColumnDescriptor;
import io.quarkiverse.strata.sql.Descriptors;
import io.quarkiverse.strata.sql.TableDescriptor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The rows of a sub-query, which came as JSON objects of PostgreSQL's texts. */
final class NestedDecoders {

    private NestedDecoders() {
    }

    /** For the rows of {@code one(…)}. */
    static Decoder one(Class<?> type) {
        return raw -> record(type, raw);
    }

    /** For the rows of {@code many(…)}: unmodifiable. */
    static Decoder many(Class<?> type) {
        return raw -> {
            if (!(raw instanceof JsonArray rows)) {
                throw Decoders.mismatch(raw, "List<" + type.getTypeName() + ">");
            }
            List<Object> records = new ArrayList<>(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                records.add(record(type, rows.getValue(i)));
            }
            return Collections.unmodifiableList(records);
        };
    }

    private static Object record(Class<?> type, Object raw) {
        if (!(raw instanceof JsonObject row)) {
            throw Decoders.mismatch(raw, type.getTypeName());
        }
        TableDescriptor<?> descriptor = Descriptors.of(type);
        if (descriptor instanceof SealedMapper<?> sealed) {
            return record(sealed.chosen(row.getValue(sealed.discriminator())), raw);
        }
        GeneratedMapper<?> mapper = (GeneratedMapper<?>) descriptor;
        Object[] values = new Object[mapper.columns().size()];
        for (int i = 0; i < values.length; i++) {
            ColumnDescriptor column = mapper.columns().get(i);
            if (!row.containsKey(column.name())) {
                throw new ConversionException("the nested rows have no column \"" + column.name() + "\" for " + type.getName()
                        + "." + column.path() + ". Select it in the nested query, and make its rows that record");
            }
            values[i] = row.getValue(column.name());
        }
        return mapper.parse(values);
    }
}
