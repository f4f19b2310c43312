package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * One connection to Redis, over which everything goes in turn. It knows which process answers: what another process, or the
 * same one before its restart, has said is worth nothing, since Redis may have gone back to an older file. When Redis doesn't
 * answer in time the connection is given up, and for a moment nobody else waits for one.
 */
final class RedisLink {

    private static final Logger LOG = Logger.getLogger(RedisLink.class);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Pattern RUN_ID = Pattern.compile("run_id:(\\w+)");

    /**
     * A connection.
     *
     * @param life the process that answers on it
     */
    record Channel(RedisConnection connection, String life) {
    }

    private final Vertx vertx;
    private final Redis redis;
    private final Duration timeout;
    private final Counters counters;
    private Future<Channel> channel;
    private long restUntil = System.nanoTime();
    private boolean silent;

    RedisLink(Vertx vertx, Redis redis, Duration timeout, Counters counters) {
        this.vertx = vertx;
        this.redis = redis;
        this.timeout = timeout;
        this.counters = counters;
    }

    /** The connection, made anew where there is none. */
    synchronized Future<Channel> channel() {
        if (channel != null && !channel.failed()) {
            return channel;
        }
        if (System.nanoTime() - restUntil < 0) {
            return Future.failedFuture(new TimeoutException("Redis didn't answer a moment ago"));
        }
        Future<Channel> opening = limited(redis.connect().compose(connection -> connection
                .send(Request.cmd(Command.INFO).arg("server")).map(info -> new Channel(connection, runId(info)))));
        channel = opening;
        opening.onSuccess(open -> {
            open.connection().endHandler(gone -> drop(open));
            open.connection().exceptionHandler(broken -> drop(open));
            answered();
        });
        opening.onFailure(failure -> rest(opening, failure));
        return opening;
    }

    /** Sends a command over a connection that {@link #channel} gave. */
    Future<Response> send(Channel open, Request command) {
        Future<Response> answer = limited(open.connection().send(command));
        answer.onFailure(failure -> {
            if (!isScriptMissing(failure)) {
                counters.failures.increment();
                drop(open);
                tell(failure);
            }
        });
        return answer;
    }

    static boolean isScriptMissing(Throwable failure) {
        return String.valueOf(failure.getMessage()).startsWith("NOSCRIPT");
    }

    private static String runId(Response info) {
        Matcher found = RUN_ID.matcher(info.toString());
        if (!found.find()) {
            throw new IllegalStateException("Redis doesn't tell its run_id");
        }
        return found.group(1).substring(0, Math.min(16, found.group(1).length()));
    }

    private <T> Future<T> limited(Future<T> answer) {
        Promise<T> promise = Promise.promise();
        long timer = vertx.setTimer(timeout.toMillis(),
                expired -> promise.tryFail(new TimeoutException("Redis didn't answer within " + timeout.toMillis() + " ms")));
        answer.onComplete(result -> {
            vertx.cancelTimer(timer);
            if (result.succeeded()) {
                promise.tryComplete(result.result());
            } else {
                promise.tryFail(result.cause());
            }
        });
        return promise.future();
    }

    private void drop(Channel open) {
        synchronized (this) {
            if (channel == null || channel.result() != open) {
                return;
            }
            channel = null;
        }
        open.connection().close();
    }

    private void rest(Future<Channel> opening, Throwable failure) {
        synchronized (this) {
            if (channel == opening) {
                channel = null;
                restUntil = System.nanoTime() + REST.toNanos();
            }
        }
        counters.failures.increment();
        tell(failure);
    }

    private void tell(Throwable failure) {
        boolean first;
        synchronized (this) {
            first = !silent;
            silent = true;
        }
        if (first) {
            LOG.warnf("STRATA-2511: Redis doesn't answer the cache: %s. Until it does, reads go to the database, and "
                    + "quarkus.strata.cache.on-redis-silence decides about writes.", failure.getMessage());
        }
    }

    private void answered() {
        boolean again;
        synchronized (this) {
            again = silent;
            silent = false;
        }
        if (again) {
            LOG.info("Redis answers the cache again");
        }
    }
}
