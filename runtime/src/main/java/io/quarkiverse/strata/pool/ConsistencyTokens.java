package io.quarkiverse.strata.pool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Requests;

/**
 * Carries what a client has written from one request to its next, on whichever instance: how far the primaries' logs were.
 * It is signed, so that nobody can send all reads to a primary. HTTP requests have it by themselves with
 * {@code quarkus.strata.http.consistency.token}; inject this where requests come another way.
 *
 * <pre>{@code
 * Uni<Reply> handle(Message message) {
 *     return db.readYourWrites(() -> {
 *         tokens.accept(message.token());
 *         return work(message).map(done -> new Reply(done, tokens.issue()));
 *     });
 * }
 * }</pre>
 *
 * A token tells positions in the write-ahead log and nothing of the data. It has an age, since a position that all replicas
 * have long replayed is of no use: after it, it is ignored.
 */
public final class ConsistencyTokens {

    private static final Logger LOG = Logger.getLogger(ConsistencyTokens.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int VERSION = 1;
    private static final int SIGNATURE = 32;
    private static final int LONGEST = 4000;

    private final Map<String, WritePositions> positions;
    private final List<SecretKeySpec> keys;
    private final Duration maxAge;
    private final Clock clock;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * @param positions of each datasource that has replicas, by name
     * @param secrets the first signs, all of them are accepted; at least one
     * @param maxAge how long a token counts
     */
    public ConsistencyTokens(Map<String, WritePositions> positions, List<String> secrets, Duration maxAge, Clock clock) {
        this.positions = Map.copyOf(positions);
        this.keys = secrets.stream().map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /**
     * What the request under way has written, and what came with it, to be given to its next one. Ask when its writes have
     * ended.
     *
     * @return null when it has written nothing, what its client has is still good then; and outside of any request
     */
    public String issue() {
        return Requests.current() == null ? null : ticket().get();
    }

    /**
     * From here on reads of the request under way see what the token's request had seen or written. One that nobody here has
     * signed, or that is too old, is ignored.
     *
     * @param token null for none
     * @return gives what {@link #issue} would, on any thread
     * @throws IllegalStateException outside of any request: use {@code db.readYourWrites(…)}
     */
    public Supplier<String> accept(String token) {
        Supplier<String> ticket = ticket();
        if (token != null && !token.isEmpty() && token.length() <= LONGEST) {
            byte[] body = checked(token);
            if (body == null) {
                refused();
            } else {
                read(body);
            }
        }
        return ticket;
    }

    private Supplier<String> ticket() {
        Map<String, RequestPosition> request = new TreeMap<>();
        positions.forEach((name, known) -> {
            RequestPosition own = known.begin();
            if (own == null) {
                throw new IllegalStateException(
                        "STRATA-2149: a consistency token was accepted outside of any request, where it "
                                + "counts for nothing. Do it inside db.readYourWrites(() -> …).");
            }
            request.put(name, own);
        });
        return () -> issue(request);
    }

    private String issue(Map<String, RequestPosition> request) {
        Map<String, WalPosition> all = new TreeMap<>();
        boolean written = false;
        for (Map.Entry<String, RequestPosition> each : request.entrySet()) {
            WalPosition passed = positions.get(each.getKey()).toPassOn(each.getValue());
            written |= passed != null;
            WalPosition known = passed == null ? each.getValue().position() : passed;
            if (known != null) {
                all.put(each.getKey(), known);
            }
        }
        return written ? signed(all) : null;
    }

    private String signed(Map<String, WalPosition> all) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            out.writeLong(clock.millis());
            for (Map.Entry<String, WalPosition> each : all.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeLong(each.getValue().system());
                out.writeInt(each.getValue().timeline());
                out.writeLong(each.getValue().lsn());
            }
            bytes.write(sign(keys.get(0), bytes.toByteArray()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was signed; null when nobody here has. */
    private byte[] checked(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return null;
        }
        byte[] body = Arrays.copyOf(bytes, Math.max(0, bytes.length - SIGNATURE));
        byte[] signature = Arrays.copyOfRange(bytes, body.length, bytes.length);
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(sign(key, body), signature)) ? body : null;
    }

    private void read(byte[] body) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            if (in.readByte() != VERSION || clock.millis() - in.readLong() > maxAge.toMillis()) {
                return;
            }
            while (in.available() > 0) {
                WritePositions known = positions.get(in.readUTF());
                WalPosition position = new WalPosition(in.readLong(), in.readInt(), in.readLong());
                if (known != null) {
                    known.begin().accept(position);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was signed here
        }
    }

    private void refused() {
        if (warned.compareAndSet(false, true)) {
            LOG.warn(
                    "STRATA-2148: a request came with a consistency token that nobody here has signed, and it was ignored: its "
                            + "client may not see what it has just written. Where it isn't a client's invention, give all instances the "
                            + "same quarkus.strata.http.consistency.secrets. This is told once.");
        }
    }

    private static byte[] sign(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
