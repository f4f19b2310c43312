package io.quarkiverse.strata.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import io.quarkiverse.strata.benchmarks.Fork.Measures;

/** Runs the benchmark of rendering with JMH, and takes its times and allocations over. */
final class Rendering {

    private Rendering() {
    }

    static void run(Effort effort, Report report) throws Exception {
        boolean quick = effort.equals(Effort.QUICK);
        ChainedOptionsBuilder options = new OptionsBuilder().include(RenderingBenchmark.class.getName())
                .addProfiler(GCProfiler.class).forks(effort.forks()).warmupIterations(quick ? 1 : 3)
                .measurementIterations(quick ? 1 : 5).warmupTime(TimeValue.milliseconds(quick ? 200 : 2_000))
                .measurementTime(TimeValue.milliseconds(quick ? 200 : 2_000));
        Collection<RunResult> results = new Runner(options.build()).run();
        for (String size : List.of("small", "large")) {
            add(report, results, size, "jOOQ", size + "Jooq");
            add(report, results, size, "Strata", size + "Strata");
        }
    }

    private static void add(Report report, Collection<RunResult> results, String size, String entrant, String method) {
        RunResult result = results.stream().filter(run -> run.getParams().getBenchmark().endsWith("." + method)).findFirst()
                .orElseThrow();
        result.getBenchmarkResults().forEach(fork -> {
            report.add(new Measures("building and rendering a " + size + " statement", "jOOQ", entrant, iterations(fork)));
            report.add(new Measures("bytes allocated for a " + size + " statement", "jOOQ", entrant,
                    List.of(fork.getSecondaryResults().get("gc.alloc.rate.norm").getScore())));
        });
    }

    private static List<Double> iterations(BenchmarkResult fork) {
        List<Double> nanos = new ArrayList<>();
        fork.getIterationResults().forEach(iteration -> nanos.add(iteration.getPrimaryResult().getScore()));
        return nanos;
    }
}
