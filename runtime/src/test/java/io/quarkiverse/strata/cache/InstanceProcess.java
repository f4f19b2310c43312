package io.quarkiverse.strata.cache;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.RedisServer;

/** An instance that is a process of its own, which is killed and started again. */
final class InstanceProcess implements Participant, AutoCloseable {

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Path LOGS = Path.of("target", "cache-processes");

    /** From one start to its end. */
    private static final class Life {

        private final Process process;
        private final PrintStream in;
        private final Map<Long, CompletableFuture<String[]>> asked = new ConcurrentHashMap<>();
        private volatile long hits;
        private volatile long localHits;
        private volatile boolean over;

        Life(Process process) {
            this.process = process;
            this.in = new PrintStream(process.getOutputStream(), true);
            Thread reader = new Thread(this::read);
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (!line.endsWith(" " + InstanceMain.END)) {
                        continue;
                    }
                    String[] words = line.substring(0, line.length() - InstanceMain.END.length()).strip().split(" ", 5);
                    hits = Math.max(hits, Long.parseLong(words[1]));
                    localHits = Math.max(localHits, Long.parseLong(words[2]));
                    asked.remove(Long.valueOf(words[0])).complete(words);
                }
            } catch (IOException gone) {
                // as its end
            } finally {
                over = true;
                asked.values().forEach(answer -> answer.completeExceptionally(new AwayException("the process ended")));
            }
        }

        String ask(String what) {
            long number = NUMBERS.incrementAndGet();
            CompletableFuture<String[]> answer = new CompletableFuture<>();
            asked.put(number, answer);
            in.println(number + " " + what);
            if (over) {
                answer.completeExceptionally(new AwayException("the process has ended"));
            }
            try {
                String[] words = answer.get(60, TimeUnit.SECONDS);
                if (words[3].equals("failed")) {
                    throw new IllegalStateException(words[4]);
                }
                return words.length > 4 ? words[4] : "";
            } catch (ExecutionException e) {
                throw (AwayException) e.getCause();
            } catch (InterruptedException | TimeoutException e) {
                throw new IllegalStateException(what + " isn't answered", e);
            }
        }
    }

    private final String name;
    private final List<String> command;
    private volatile Life life;
    private long formerHits;
    private long formerLocalHits;

    /** @param tells whether its writes tell before their COMMIT */
    InstanceProcess(String name, String database, RedisServer redis, Duration lease, boolean tells) {
        this.name = name;
        this.command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx160m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-cp",
                System.getProperty("java.class.path"), InstanceMain.class.getName(),
                "postgresql://postgres:postgres@localhost:" + PostgresServer.get().port(), database, redis.uri(),
                lease.toString(), Boolean.toString(tells));
        start();
    }

    /** Answers come when it is up; what is asked before waits. */
    void start() {
        try {
            File log = LOGS.resolve(name + "-" + NUMBERS.incrementAndGet() + ".log").toFile();
            log.getParentFile().mkdirs();
            life = new Life(new ProcessBuilder(command).redirectError(log).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the next write end the process there; {@link #awaitEnd} waits for it. */
    void dieAt(Death death) {
        try {
            life.ask("die " + death);
        } catch (AwayException sooner) {
            // a write beside it ended the process before it could answer; its exit code tells whether it was so
        }
    }

    /** Ends it wherever it is. */
    void kill() {
        life.process.destroyForcibly();
    }

    /** @return the exit code */
    int awaitEnd() {
        try {
            Life ended = life;
            if (!ended.process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " doesn't end");
            }
            formerHits += ended.hits;
            formerLocalHits += ended.localHits;
            ended.hits = 0;
            ended.localHits = 0;
            return ended.process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many reads were answered from what is kept, in all its lives. */
    long hits() {
        return formerHits + life.hits;
    }

    /** How many of them were kept in its own memory. */
    long localHits() {
        return formerLocalHits + life.localHits;
    }

    @Override
    public List<Item> write(Workload.Write write, int id) {
        String answer = life.ask("write " + write + " " + id);
        List<Item> items = new ArrayList<>();
        Arrays.stream(answer.split(" ")).filter(item -> !item.isEmpty()).map(item -> item.split(":"))
                .forEach(item -> items.add(new Item(Integer.parseInt(item[0]), Long.parseLong(item[1]))));
        return items;
    }

    @Override
    public long read(Workload.Read read, int id) {
        return Long.parseLong(life.ask("read " + read + " " + id));
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        kill();
        awaitEnd();
    }
}
