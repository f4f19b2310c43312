package io.quarkiverse.strata.runtime.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.pool.PoolStatus.State;
import io.quarkiverse.strata.pool.Turnover;

class PoolsJsonRPCServiceTest {

    private static PoolStatus pool(String name, State state, int waiting, Duration lag) {
        return new PoolStatus("<default>", name, name + ":5432", state, null, 12, lag, 4, 3, 1, waiting, 10, 7, 1_234_567, 0, 2,
                new Turnover(4, Map.of()));
    }

    @Test
    void theBadgeTellsWhatIsWrong() {
        PoolStatus primary = pool("primary", State.UNKNOWN, 0, Duration.ZERO);
        assertThat(PoolsJsonRPCService.label(List.of())).isEqualTo("0");
        assertThat(PoolsJsonRPCService.label(List.of(primary))).isEqualTo("1");
        assertThat(PoolsJsonRPCService.label(List.of(primary, pool("a", State.UP, 3, null)))).isEqualTo("3 waiting");
        assertThat(PoolsJsonRPCService.label(List.of(primary, pool("a", State.LAGGING, 3, null),
                pool("b", State.DOWN, 0, null), pool("c", State.UP, 0, null)))).isEqualTo("2 of 4 out");
    }

    @Test
    void aRowHasWhatItsPoolHas() {
        assertThat(PoolsView.Row.of(pool("primary", State.UP, 2, Duration.ZERO))).isEqualTo(new PoolsView.Row("<default>",
                "primary", true, "primary:5432", "UP", null, 12, 0L, 4, 3, 1, 2, 10, 7, 1234, 2));
        assertThat(PoolsView.Row.of(pool("a", State.DOWN, 0, null)).lagMillis()).isNull();
    }
}
