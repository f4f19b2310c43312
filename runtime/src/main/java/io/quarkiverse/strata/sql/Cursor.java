package io.quarkiverse.strata.sql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A cursor's form: base64 for URLs of a version, eight bytes of the order's SHA-256, and each value's text behind its length
 * in bytes, which is -1 for null.
 */
final class Cursor {

    private static final byte VERSION = 1;
    private static final int PRINT = 8;

    private Cursor() {
    }

    static String write(String order, List<String> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(VERSION);
        bytes.writeBytes(print(order));
        for (String value : values) {
            byte[] text = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value == null ? -1 : text.length).array());
            bytes.writeBytes(text);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /**
     * The texts of the values.
     *
     * @throws RuntimeException when it is no cursor of this order with so many values
     */
    static List<String> read(String order, int count, String cursor) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
        byte version = bytes.get();
        byte[] print = new byte[PRINT];
        bytes.get(print);
        if (version != VERSION || !Arrays.equals(print, print(order))) {
            throw new IllegalArgumentException();
        }
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = bytes.getInt();
            if (length < -1 || length > bytes.remaining()) {
                throw new IllegalArgumentException();
            }
            values.add(length < 0 ? null : new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8));
            bytes.position(bytes.position() + Math.max(length, 0));
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException();
        }
        return values;
    }

    private static byte[] print(String order) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(order.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, PRINT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
