package io.quarkiverse.strata.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A step of the protocol as a script, which Redis runs at one moment. The first three keys of each are those of the life, the
 * pause and the catalog. Where the life's key is missing Redis has forgotten everything, intents too: a pause as long as a
 * lease gives the writes that it has forgotten their time to end.
 */
enum RedisScript {

    /**
     * ARGV: lease, new token, how long tokens are kept. KEYS: the result that is wanted (or the life's key again), then token
     * and intents of each field.
     */
    READ("""
            local out = {redis.call('EXISTS', KEYS[2]), redis.call('GET', KEYS[3]) or '', false}
            if KEYS[4] ~= KEYS[1] then out[3] = redis.call('GET', KEYS[4]) end
            for i = 5, #KEYS, 2 do
              local token = redis.call('GET', KEYS[i])
              if not token then
                token = ARGV[2] .. i
                redis.call('SET', KEYS[i], token, 'PX', ARGV[3])
              end
              out[#out + 1] = token
              out[#out + 1] = redis.call('ZCOUNT', KEYS[i + 1], now, '+inf')
            end
            return out
            """),

    /** ARGV: lease, new token, how long tokens are kept, the write. KEYS: token and intents of each field. */
    INTENT("""
            for i = 4, #KEYS, 2 do
              redis.call('SET', KEYS[i], ARGV[2] .. i, 'PX', ARGV[3])
              redis.call('ZREMRANGEBYSCORE', KEYS[i + 1], '-inf', now - 1)
              redis.call('ZADD', KEYS[i + 1], now + ARGV[1], ARGV[4])
              redis.call('PEXPIRE', KEYS[i + 1], ARGV[1] * 2)
            end
            return redis.call('GET', KEYS[3]) or ''
            """),

    /** As INTENT. */
    RENEW("""
            for i = 4, #KEYS, 2 do
              redis.call('ZADD', KEYS[i + 1], 'XX', now + ARGV[1], ARGV[4])
              redis.call('PEXPIRE', KEYS[i + 1], ARGV[1] * 2)
            end
            return ''
            """),

    /** As INTENT, and whether the catalog gets a new token. */
    DONE("""
            for i = 4, #KEYS, 2 do
              redis.call('SET', KEYS[i], ARGV[2] .. i, 'PX', ARGV[3])
              redis.call('ZREM', KEYS[i + 1], ARGV[4])
            end
            if ARGV[5] == '1' then redis.call('SET', KEYS[3], ARGV[2], 'PX', '2592000000') end
            return ''
            """);

    private static final String ENTER = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            if redis.call('SET', KEYS[1], ARGV[2], 'NX', 'PX', '2592000000') then
              redis.call('SET', KEYS[2], '1', 'PX', ARGV[1])
            end
            """;

    final String text;
    final String sha;

    RedisScript(String body) {
        this.text = ENTER + body;
        this.sha = sha1(text);
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
