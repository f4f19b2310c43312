package io.quarkiverse.strata.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/** Positions in the log, and how old they are. */
class WalPositionTest {

    private static WalPosition at(long system, int timeline, long lsn) {
        return new WalPosition(system, timeline, lsn);
    }

    @Test
    void ofTwoPositionsInOneHistoryTheFurtherIncludesBoth() {
        assertThat(at(1, 1, 5).and(null)).isEqualTo(at(1, 1, 5));
        assertThat(at(1, 1, 5).and(at(1, 1, 7))).isEqualTo(at(1, 1, 7));
        assertThat(at(1, 1, 7).and(at(1, 1, 5))).isEqualTo(at(1, 1, 7));
    }

    @Test
    void positionsOfTwoHistoriesHaveNoCommonOne() {
        assertThat(at(1, 1, 5).and(at(2, 1, 7))).isSameAs(WalPosition.UNKNOWN);
        assertThat(WalPosition.UNKNOWN.and(at(1, 1, 7))).isSameAs(WalPosition.UNKNOWN);
        assertThat(at(1, 1, 7).and(WalPosition.UNKNOWN)).isSameAs(WalPosition.UNKNOWN);
    }

    @Test
    void oneOnALaterTimelineHasWhatIsLeftOfTheEarlier() {
        assertThat(at(1, 1, 9).and(at(1, 2, 7))).isEqualTo(at(1, 2, 7));
        assertThat(at(1, 2, 7).and(at(1, 1, 9))).isEqualTo(at(1, 2, 7));
    }

    @Test
    void anApplicationGoesOnInTheNewerHistory() {
        assertThat(WalPosition.latest(null, at(1, 1, 5))).isEqualTo(at(1, 1, 5));
        assertThat(WalPosition.latest(at(1, 1, 7), at(1, 1, 5))).isEqualTo(at(1, 1, 7));
        assertThat(WalPosition.latest(at(1, 1, 7), at(1, 2, 5))).isEqualTo(at(1, 2, 5));
        assertThat(WalPosition.latest(at(1, 2, 5), at(1, 1, 7))).isEqualTo(at(1, 2, 5));
        assertThat(WalPosition.latest(at(1, 2, 5), WalPosition.UNKNOWN)).isSameAs(WalPosition.UNKNOWN);
        assertThat(WalPosition.latest(WalPosition.UNKNOWN, at(1, 2, 5))).isEqualTo(at(1, 2, 5));
    }

    @Test
    void aPositionIsAsOldAsTheLastTimeThePrimaryHadNoMore() {
        PrimaryLog log = new PrimaryLog();
        long second = Duration.ofSeconds(1).toNanos();
        assertThat(log.behind(5)).isZero();
        log.add(0, 100);
        log.add(second, 200);
        log.add(2 * second, 300);
        assertThat(log.behind(250)).isEqualTo(50);
        assertThat(log.age(3 * second, 250)).isEqualTo(Duration.ofSeconds(2));
        assertThat(log.age(3 * second, 50)).isEqualTo(Duration.ofSeconds(3));
        assertThat(log.age(3 * second, 300)).isZero();
        assertThat(log.age(3 * second, 999)).isZero();
    }

    /** A primary that writes nothing has no replica that lags. */
    @Test
    void whatThePrimaryStillHasIsNotOld() {
        PrimaryLog log = new PrimaryLog();
        for (int second = 0; second < 1_000; second++) {
            log.add(Duration.ofSeconds(second).toNanos(), 100);
        }
        log.add(Duration.ofSeconds(1_000).toNanos(), 200);
        assertThat(log.age(Duration.ofSeconds(1_000).toNanos(), 100)).isEqualTo(Duration.ofSeconds(1));
    }
}
