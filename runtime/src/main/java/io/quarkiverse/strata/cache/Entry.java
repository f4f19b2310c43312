package io.quarkiverse.strata.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.execution.Answer;
import io.vertx.sqlclient.Row;

/**
 * A kept result.
 *
 * @param tokens what it depends on, with the tokens that were read before its query ran
 * @param storedAt when, in milliseconds since 1970
 * @param expiresAt until when it may be given
 * @param rows the result as bytes; read anew for each reader, whose objects are his own then
 */
record Entry(Map<String, String> tokens, long storedAt, long expiresAt, byte[] rows) {

    private static final int FORMAT = 1;

    static byte[] rows(Answer answer, int limit) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            List<String> columns = answer.columns() == null ? List.of() : answer.columns();
            ValueCodec.list(out, columns, ValueCodec::text);
            out.writeInt(answer.count());
            out.writeInt(answer.rows().size());
            for (Row row : answer.rows()) {
                for (int i = 0; i < columns.size(); i++) {
                    ValueCodec.write(out, row.getValue(i));
                }
                if (bytes.size() > limit) {
                    throw new UnstorableException("a result above " + limit + " bytes");
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer answer() {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(rows));
            List<String> columns = List.copyOf(ValueCodec.list(in, ValueCodec::text));
            int count = in.readInt();
            int size = in.readInt();
            List<Row> read = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                Object[] values = new Object[columns.size()];
                for (int column = 0; column < values.length; column++) {
                    values[column] = ValueCodec.read(in);
                }
                read.add(new StoredRow(columns, values));
            }
            return new Answer(columns, read, count);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For Redis. */
    byte[] bytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(rows.length + 128);
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(FORMAT);
            out.writeLong(storedAt);
            out.writeLong(expiresAt);
            out.writeInt(tokens.size());
            for (Map.Entry<String, String> token : tokens.entrySet()) {
                ValueCodec.text(out, token.getKey());
                ValueCodec.text(out, token.getValue());
            }
            out.write(rows);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From Redis; null for what another version has stored. */
    static Entry of(byte[] bytes) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (in.readByte() != FORMAT) {
                return null;
            }
            long storedAt = in.readLong();
            long expiresAt = in.readLong();
            Map<String, String> tokens = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                tokens.put(ValueCodec.text(in), ValueCodec.text(in));
            }
            return new Entry(tokens, storedAt, expiresAt, in.readAllBytes());
        } catch (IOException e) {
            return null;
        }
    }

    /** Roughly what it takes in memory. */
    int weight() {
        return rows.length + 200 + 100 * tokens.size();
    }
}
