package io.quarkiverse.strata.command;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.strata.migration.IndexBuild;
import io.quarkiverse.strata.migration.MigrationId;
import io.quarkiverse.strata.migration.MigrationProgress;
import io.quarkiverse.strata.migration.MigrationReport;
import io.quarkiverse.strata.seeding.Seeding;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import picocli.CommandLine.ParseResult;

/** One run of one command: its options, the datasources, and where it writes. */
record Invocation(ParseResult options, List<CommandTarget> targets, Seeding seeding, CommandTerminal terminal) {

    private static final String DEFAULT = "<default>";
    private static final Duration LOOK_LIMIT = Duration.ofMinutes(1);

    boolean has(String option) {
        return options.hasMatchedOption(option);
    }

    <T> T value(String option) {
        return options.matchedOptionValue(option, null);
    }

    /** The word behind the command, null where there is none. */
    String parameter() {
        return options.matchedPositionalValue(0, null);
    }

    /** A migration's id as it was typed, in its usual form. */
    String migration(String typed) {
        try {
            return MigrationId.of(typed).toString();
        } catch (IllegalArgumentException e) {
            throw new CommandException("STRATA-3401", ExitCode.USAGE, "a migration is named by its id, 20261122.1: " + typed
                    + " is none");
        }
    }

    boolean json() {
        return has("--json");
    }

    /** A line for people, which JSON leaves out. */
    void say(String line) {
        if (!json()) {
            terminal.out(line);
        }
    }

    void say(TextTable table) {
        table.lines().forEach(this::say);
    }

    /** Waits for what only looks, which is quick unless something is wrong. */
    static <T> T look(Uni<T> uni) {
        return look(uni, LOOK_LIMIT);
    }

    static <T> T look(Uni<T> uni, Duration limit) {
        try {
            return uni.await().atMost(limit);
        } catch (TimeoutException e) {
            throw new CommandException("STRATA-3407", ExitCode.FAILED, "the database gave no answer in " + limit.toSeconds()
                    + " s: nothing was changed. See in pg_stat_activity what it waits for; another session may hold a lock on the "
                    + "migrations' history table");
        }
    }

    /**
     * Waits for what changes the database. Not bounded: how long that takes is decided by how much data there is, and cut off
     * it would go on in the server, unwatched. Its waits are: for a connection (its connect time-out), for locks
     * ({@code migration.lock-timeout} and {@code lock-tries}) and for another instance ({@code migration.waiting}).
     */
    static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }

    /** The datasource that was named, or all. */
    List<CommandTarget> chosen() {
        String name = value("--datasource");
        if (targets.isEmpty()) {
            throw new CommandException("STRATA-3404", ExitCode.FAILED, "no reactive PostgreSQL datasource is active: set"
                    + " quarkus.datasource.reactive.url, or DATABASE_URL");
        }
        if (name == null) {
            return targets;
        }
        List<CommandTarget> chosen = targets.stream().filter(target -> target.name().equals(name)).toList();
        if (chosen.isEmpty()) {
            throw new CommandException("STRATA-3404", ExitCode.USAGE, "there is no active datasource " + name
                    + "; those that are: " + names());
        }
        return chosen;
    }

    /** The datasource that was named, the default one, or the only one. */
    CommandTarget one() {
        List<CommandTarget> chosen = chosen();
        return chosen.size() == 1 ? chosen.get(0)
                : chosen.stream().filter(target -> target.name().equals(DEFAULT)).findFirst()
                        .orElseThrow(() -> new CommandException("STRATA-3404", ExitCode.USAGE,
                                "say which datasource is meant: --datasource with one of " + names()));
    }

    private String names() {
        return targets.stream().map(CommandTarget::name).collect(Collectors.joining(", "));
    }

    /** Tells of each migration as it ends, and of each phase of an index that it builds. */
    MigrationProgress progress(String verb) {
        return new MigrationProgress() {
            private String phase;

            @Override
            public void building(IndexBuild build) {
                if (!build.phase().equals(phase)) {
                    phase = build.phase();
                    say("  building " + build);
                }
            }

            @Override
            public void ended(int number, int count, MigrationReport.Run run) {
                say("[" + number + "/" + count + "] " + verb + " " + run.id() + " " + run.description() + ", "
                        + millis(run.duration()));
            }
        };
    }

    static String millis(Duration duration) {
        return duration == null ? null : duration.toMillis() + " ms";
    }

    static String plural(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
