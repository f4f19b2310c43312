package io.quarkiverse.strata.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void percentilesAreOffByAtMostSevenPercent() {
        Histogram histogram = new Histogram();
        for (int i = 1; i <= 1000; i++) {
            histogram.add(Duration.ofMillis(i).toNanos());
        }
        assertThat(histogram.percentile(0.5)).isCloseTo(500_000_000L, Percentage.withPercentage(7));
        assertThat(histogram.percentile(0.95)).isCloseTo(950_000_000L, Percentage.withPercentage(7));
        assertThat(histogram.percentile(0.99)).isCloseTo(990_000_000L, Percentage.withPercentage(7));
    }

    @Test
    void everyDurationHasABucketNearIt() {
        for (long nanos = 8_000; nanos < Duration.ofHours(15).toNanos(); nanos += nanos / 9) {
            Histogram histogram = new Histogram();
            histogram.add(nanos);
            assertThat(histogram.percentile(1)).as(nanos + " ns").isCloseTo(nanos, within(nanos * 7 / 100 + 1000));
        }
    }

    @Test
    void emptyShortestAndLongest() {
        Histogram histogram = new Histogram();
        assertThat(histogram.percentile(0.99)).isZero();
        histogram.add(-1);
        histogram.add(Long.MAX_VALUE);
        assertThat(histogram.percentile(0.5)).isEqualTo(500);
        assertThat(histogram.percentile(1)).isGreaterThan(Duration.ofHours(18).toNanos());
    }
}
