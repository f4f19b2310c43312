package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import io.quarkiverse.strata.cache.RedisLink.Channel;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * Tokens in Redis. Names begin with the database, so that several can share a Redis, and with the life of the Redis that they
 * were written in, so that what an older file brings back is never read.
 */
final class RedisTokens implements Tokens {

    private static final String TOKENS_KEPT = Long.toString(Duration.ofDays(1).toMillis());

    private final RedisLink link;
    private final String database;
    private final Duration lease;

    /**
     * @param database names the database among all there are
     * @param lease how long a pause is after Redis has forgotten everything
     */
    RedisTokens(RedisLink link, String database, Duration lease) {
        this.link = link;
        this.database = database;
        this.lease = lease;
    }

    @Override
    public Future<TokenState> read(List<String> fields, String wanted) {
        return link.channel().compose(channel -> {
            List<String> keys = keys(channel);
            keys.add(wanted == null ? keys.get(0) : result(channel, wanted));
            fields.forEach(field -> add(field, channel, keys));
            return run(RedisScript.READ, channel, keys, List.of(millis(lease), random(), TOKENS_KEPT));
        }).map(answer -> state(answer, fields));
    }

    private static TokenState state(Response answer, List<String> fields) {
        Map<String, String> tokens = new HashMap<>();
        Set<String> open = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            tokens.put(fields.get(i), answer.get(3 + 2 * i).toString());
            if (answer.get(4 + 2 * i).toLong() > 0) {
                open.add(fields.get(i));
            }
        }
        Response entry = answer.get(2);
        return new TokenState(tokens, open, answer.get(0).toLong() > 0, answer.get(1).toString(),
                entry == null ? null : Entry.of(entry.toBytes()));
    }

    @Override
    public Future<String> intent(String write, Collection<String> fields, Duration forHowLong) {
        return run(RedisScript.INTENT, fields, List.of(millis(forHowLong), random(), TOKENS_KEPT, write))
                .map(Response::toString);
    }

    @Override
    public Future<Void> renew(String write, Collection<String> fields, Duration forHowLong) {
        return run(RedisScript.RENEW, fields, List.of(millis(forHowLong), random(), TOKENS_KEPT, write)).mapEmpty();
    }

    @Override
    public Future<Void> done(String write, Collection<String> fields, boolean newCatalog) {
        return run(RedisScript.DONE, fields,
                List.of(millis(lease), random(), TOKENS_KEPT, write, newCatalog ? "1" : "0")).mapEmpty();
    }

    @Override
    public Future<Void> store(String name, byte[] entry, Duration kept) {
        return link.channel().compose(channel -> link.send(channel, Request.cmd(Command.SET).arg(result(channel, name))
                .arg(Buffer.buffer(entry)).arg("PX").arg(Math.max(1, kept.toMillis())))).mapEmpty();
    }

    @Override
    public boolean shared() {
        return true;
    }

    private Future<Response> run(RedisScript script, Collection<String> fields, List<String> arguments) {
        return link.channel().compose(channel -> {
            List<String> keys = keys(channel);
            fields.forEach(field -> add(field, channel, keys));
            return run(script, channel, keys, arguments);
        });
    }

    private Future<Response> run(RedisScript script, Channel channel, List<String> keys, List<String> arguments) {
        return link.send(channel, command(Command.EVALSHA, script.sha, keys, arguments))
                .recover(failure -> RedisLink.isScriptMissing(failure)
                        ? link.send(channel, command(Command.EVAL, script.text, keys, arguments))
                        : Future.failedFuture(failure));
    }

    private static Request command(Command command, String script, List<String> keys, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }

    private List<String> keys(Channel channel) {
        List<String> keys = new ArrayList<>();
        keys.add(prefix(channel) + "life");
        keys.add(prefix(channel) + "pause");
        keys.add(prefix(channel) + "catalog");
        return keys;
    }

    private void add(String field, Channel channel, List<String> keys) {
        keys.add(prefix(channel) + "token:" + field);
        keys.add(prefix(channel) + "intents:" + field);
    }

    private String result(Channel channel, String name) {
        return prefix(channel) + "result:" + name;
    }

    /** In braces: on a cluster all of it lives on one node. */
    private String prefix(Channel channel) {
        return "{strata:" + database + "}:" + channel.life() + ":";
    }

    private static String random() {
        byte[] bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes) + ".";
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
