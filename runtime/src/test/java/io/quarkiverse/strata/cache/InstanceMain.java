package io.quarkiverse.strata.cache;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import io.quarkiverse.strata.cache.Workload.Read;
import io.quarkiverse.strata.cache.Workload.Write;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.Redis;

/**
 * A process that is one instance. It does what the lines of its input say, several at once: {@code 7 write ROW 3},
 * {@code 8 read SUM 0}, {@code 9 die AFTER_COMMIT}. It answers in lines: the number, how many reads were answered from what is
 * kept, and how many of them from its own memory, then what came of it.
 */
final class InstanceMain {

    /** Ends each answer: one without it was cut off by the end of the process. */
    static final String END = ".";

    private final AtomicReference<Death> death = new AtomicReference<>();
    private final Instance instance;
    private final Workload workload;
    private final PrintStream out;

    private InstanceMain(String[] arguments, PrintStream out) {
        Vertx vertx = Vertx.vertx();
        Duration lease = Duration.parse(arguments[3]);
        Steps steps = new Steps(Boolean.parseBoolean(arguments[4]), true, true);
        PgConnectOptions options = PgConnectOptions.fromUri(arguments[0]).setDatabase(arguments[1])
                .setCachePreparedStatements(true);
        this.instance = new Instance(vertx, options, cache -> new MortalWriters(cache, vertx, lease, death),
                Redis.createClient(vertx, arguments[2]), steps, Instance.settings(lease, Workload.TRIGGERS));
        this.workload = new Workload(instance.db);
        this.out = out;
    }

    /** Arguments: PostgreSQL's URI, the database, Redis's URI, the lease, whether writes tell before their COMMIT. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err); // the log's
        InstanceMain main = new InstanceMain(arguments, out);
        ExecutorService workers = Executors.newCachedThreadPool();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                workers.execute(() -> main.answer(words));
            }
        }
        Runtime.getRuntime().halt(0); // whoever started it has gone
    }

    private void answer(String[] words) {
        String result;
        try {
            result = "done " + run(words);
        } catch (RuntimeException e) {
            result = "failed " + String.valueOf(e).replaceAll("\\s+", " ");
        }
        var statistics = instance.cache.statistics();
        out.println(words[0] + " " + statistics.hits() + " " + statistics.localHits() + " " + result
                + " " + END);
        out.flush();
    }

    private String run(String[] words) {
        return switch (words[1]) {
            case "write" -> workload.write(Write.valueOf(words[2]), Integer.parseInt(words[3])).stream()
                    .map(item -> item.id() + ":" + item.v()).collect(Collectors.joining(" "));
            case "read" -> Long.toString(workload.read(Read.valueOf(words[2]), Integer.parseInt(words[3])));
            case "die" -> {
                death.set(Death.valueOf(words[2]));
                yield "";
            }
            default -> throw new IllegalArgumentException(words[1]);
        };
    }
}
