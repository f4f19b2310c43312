package io.quarkiverse.strata.cache;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

import io.quarkiverse.strata.execution.Call;
import io.vertx.sqlclient.Tuple;

/** The name under which a result is kept: whatever can make two results differ is in it, parameters with their classes. */
final class Fingerprint {

    private Fingerprint() {
    }

    /**
     * @param session what of the server's session decides: the role and the search path
     * @throws UnstorableException when a parameter has no stored form
     */
    static String of(Call<?> call, String session) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            DataOutputStream out = new DataOutputStream(bytes);
            ValueCodec.text(out, session);
            out.writeInt(call.settings().size());
            for (Map.Entry<String, String> setting : call.settings().entrySet()) {
                ValueCodec.text(out, setting.getKey());
                ValueCodec.text(out, setting.getValue());
            }
            ValueCodec.text(out, call.text());
            String key = call.options().cacheKey();
            ValueCodec.write(out, key);
            ValueCodec.write(out, call.options().maxRows()); // what is too large for one isn't for another
            ValueCodec.write(out, call.options().maxBytes());
            Tuple values = call.values();
            out.writeInt(values.size());
            for (int i = 0; i < values.size(); i++) {
                ValueCodec.write(out, values.getValue(i));
            }
            return hash(bytes.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) {
        try {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
