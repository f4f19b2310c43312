package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.stream.DoubleStream;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/** Gives the timers of waits for connections buckets, from a tenth of a millisecond to the default time-out. */
@Singleton
public class AcquireHistogram implements MeterFilter {

    private static final double[] BUCKETS = DoubleStream
            .of(0.1, 0.5, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000, 10000, 30000)
            .map(millis -> millis * Duration.ofMillis(1).toNanos()).toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals(AcquireMeters.NAME)
                ? DistributionStatisticConfig.builder().serviceLevelObjectives(BUCKETS).build().merge(config)
                : config;
    }
}
